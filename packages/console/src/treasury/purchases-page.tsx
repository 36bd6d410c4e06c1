import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { LotTable } from './lot-table.tsx';
import { NewLotForm } from './new-lot-form.tsx';
import { TreasuryTabs } from './treasury-tabs.tsx';

const PAGE_SIZE = 50;

/** What came in and what it cost; the oldest is spent first. */
export function PurchasesPage() {
  const [open, setOpen] = useState(false);
  const [asset, setAsset] = useState<'USDC' | 'TFT'>();
  const pages = usePages({ asset });
  const list = useApi(
    'listTreasuryLots',
    { query: { asset, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 15_000, placeholderData: (old) => old },
  );
  const items = list.data?.items;
  return (
    <Page
      title="Treasury"
      actions={
        <>
          {items && items.length > 0 && (
            <ExportCsv save={() => downloadCsv('listTreasuryLots', { asset }, 'treasury-lots')} />
          )}
          <Button kind="primary" onClick={() => setOpen(true)}>
            Record a purchase
          </Button>
        </>
      }
    >
      <TreasuryTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Asset"
            hideLabel
            className="w-44"
            value={asset ?? 'all'}
            options={[
              { id: 'all', name: 'USDC and TFT' },
              { id: 'USDC', name: 'USDC' },
              { id: 'TFT', name: 'TFT' },
            ]}
            onChange={(id) => setAsset(id === 'USDC' || id === 'TFT' ? id : undefined)}
          />
        </div>
        {list.isPending && <SkeletonRows rows={4} label="Loading the lots" />}
        {items?.length === 0 && (
          <Empty title={asset ? `No ${asset} came in yet` : 'Nothing came in yet'}>
            Record what you buy for dollars: it can be exchanged once it has arrived on Stellar.
          </Empty>
        )}
        {items && items.length > 0 && <LotTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel title="Record a purchase" open={open} onClose={() => setOpen(false)}>
        <NewLotForm onDone={() => setOpen(false)} />
      </SidePanel>
    </Page>
  );
}
