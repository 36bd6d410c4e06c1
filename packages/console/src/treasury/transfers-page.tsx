import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TransferTable } from './transfer-table.tsx';
import { transferKind, transferKinds, transferStatus, transferStatuses } from './transfer-words.ts';
import { TreasuryTabs } from './treasury-tabs.tsx';

const PAGE_SIZE = 50;

/** Everything that was moved between USDC, TFT on Stellar and TFT on the chain. */
export function TransfersPage() {
  const { kind, stage: status } = useSearch({ from: '/console/operator/treasury/transfers' });
  const navigate = useNavigate({ from: '/operator/treasury/transfers' });
  const filter = { kind, status };
  const pages = usePages(filter);
  const list = useApi(
    'listTreasuryTransfers',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 5_000, placeholderData: (old) => old },
  );
  const found = list.data;
  return (
    <Page title="Treasury">
      <TreasuryTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <div className="flex flex-wrap gap-3">
            <Select
              label="Kind"
              hideLabel
              className="min-w-44"
              value={kind ?? 'all'}
              options={[
                { id: 'all', name: 'Every kind' },
                ...transferKinds.map((id) => ({ id, name: transferKind(id) })),
              ]}
              onChange={(id) =>
                void navigate({ search: (old) => ({ ...old, kind: transferKinds.find((each) => each === id) }) })
              }
            />
            <Select
              label="Status"
              hideLabel
              className="min-w-44"
              value={status ?? 'all'}
              options={[
                { id: 'all', name: 'Every status' },
                ...transferStatuses.map((id) => ({ id, name: transferStatus(id).word })),
              ]}
              onChange={(id) =>
                void navigate({ search: (old) => ({ ...old, stage: transferStatuses.find((each) => each === id) }) })
              }
            />
          </div>
          <ExportCsv save={() => downloadCsv('listTreasuryTransfers', filter, 'treasury-transfers')} />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the transfers" />}
        {found?.items.length === 0 && (
          <Empty title={kind || status ? 'No transfer fits' : 'Nothing was moved yet'}>
            {kind || status
              ? 'Show transfers of every kind and status.'
              : 'An exchange of USDC, or TFT moved between Stellar and the chain, stands here with each of its steps.'}
          </Empty>
        )}
        {found && found.items.length > 0 && <TransferTable items={found.items} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
    </Page>
  );
}
