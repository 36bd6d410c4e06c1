import type { TreasuryMovement } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ExplainForm } from './explain-form.tsx';
import { MovementTable, movementStatus } from './movement-table.tsx';
import { movementStatuses } from './treasury-search.ts';
import { TreasuryTabs } from './treasury-tabs.tsx';

const PAGE_SIZE = 50;

/** What Stellar says moved in and out of the account, and what each movement was. */
export function MovementsPage() {
  const { stage: status } = useSearch({ from: '/console/operator/treasury/movements' });
  const navigate = useNavigate({ from: '/operator/treasury/movements' });
  const [explaining, setExplaining] = useState<TreasuryMovement>();
  const filter = { status };
  const pages = usePages(filter);
  const list = useApi(
    'listTreasuryMovements',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 10_000, placeholderData: (old) => old },
  );
  const found = list.data;
  return (
    <Page title="Treasury">
      <TreasuryTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <Select
            label="Status"
            hideLabel
            className="min-w-44"
            value={status ?? 'all'}
            options={[
              { id: 'all', name: 'Every status' },
              ...movementStatuses.map((id) => ({ id, name: movementStatus(id).word })),
            ]}
            onChange={(id) => {
              const stage = movementStatuses.find((each) => each === id);
              void navigate({ search: stage ? { stage } : {} });
            }}
          />
          <ExportCsv save={() => downloadCsv('listTreasuryMovements', filter, 'treasury-movements')} />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the movements" />}
        {found?.items.length === 0 && (
          <Empty title={status ? 'No movement fits' : 'Nothing has moved yet'}>
            {status
              ? 'Show movements of every status.'
              : 'Each payment in and out of the account on Stellar stands here with the transfer or purchase it belongs to.'}
          </Empty>
        )}
        {found && found.items.length > 0 && <MovementTable items={found.items} onExplain={setExplaining} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
      <SidePanel title="Explain a movement" open={explaining !== undefined} onClose={() => setExplaining(undefined)}>
        {explaining && <ExplainForm movement={explaining} onDone={() => setExplaining(undefined)} />}
      </SidePanel>
    </Page>
  );
}
