import type { Payout } from '@marketplace/contract';
import { useEffect, useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { type SortedBy, useSort } from '../ui/use-sort.ts';
import { PayoutAddressForm } from './payout-address-form.tsx';
import { payoutStatus } from './payout-status.ts';
import { usePayoutAddress } from './use-earnings.ts';

const PAGE_SIZE = 50;

/** Where payouts go, and what became of each. */
export function PayoutsTab() {
  const { sort, by } = useSort(sorts, '-requested');
  const pages = usePages(sort);
  const list = useApi(
    'listPayouts',
    { query: { sort, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 5_000, placeholderData: (old) => old },
  );
  const found = list.data;
  const states = found?.items.map(({ status }) => status).join();
  // What is paid or returned changes the figures above.
  useEffect(() => {
    if (states) void refresh('listEarnings');
  }, [states]);
  return (
    <>
      <AddressCard />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card
        flush
        title="Payouts"
        actions={
          found && found.items.length > 0 && <ExportCsv save={() => downloadCsv('listPayouts', { sort }, 'payouts')} />
        }
      >
        {list.isPending && <SkeletonRows rows={3} label="Loading your payouts" />}
        {found?.items.length === 0 && (
          <Empty title="You have not asked for a payout yet">
            Set your address, then ask for what is payable: it comes in TFT on TFChain, with the operator's next payout
            run.
          </Empty>
        )}
        {found && found.items.length > 0 && <Payouts items={found.items} by={by} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
    </>
  );
}

function AddressCard() {
  const address = usePayoutAddress();
  const [editing, setEditing] = useState(false);
  const found = address.data;
  return (
    <Card
      title="Payout address"
      actions={
        found && <Button onClick={() => setEditing(true)}>{found.address ? 'Change' : 'Set the address'}</Button>
      }
    >
      <ProblemNotice error={address.error} retry={() => void address.refetch()} />
      {!found && !address.error && <Skeleton className="h-10 w-full" />}
      {found?.address && (
        <div className="grid gap-1">
          <p className="flex items-center gap-1">
            <code className="min-w-0 break-all font-mono text-mono">{found.address}</code>
            <CopyButton compact what="payout address" text={found.address} />
          </p>
          {found.changedAt && (
            <p className="text-small text-text-2">
              {'On TFChain. Set '}
              <TimeText at={found.changedAt} style="ago" />; holds for payouts that you ask for from then on.
            </p>
          )}
        </div>
      )}
      {found && !found.address && (
        <p className="text-text-2">None is set yet. Payouts go to an account of TFChain, in TFT.</p>
      )}
      <SidePanel title="Payout address" open={editing} onClose={() => setEditing(false)}>
        {found && <PayoutAddressForm present={found} onDone={() => setEditing(false)} />}
      </SidePanel>
    </Card>
  );
}

const sorts = ['requested', 'status', 'amount'] as const;
type By = SortedBy<(typeof sorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Asked for', ...by('requested') },
  { name: 'Status', ...by('status') },
  { name: 'Amount', numeric: true, ...by('amount') },
  { name: 'Sent', numeric: true },
  { name: 'Price of TFT', numeric: true, wideOnly: true },
  { name: 'Block', numeric: true, wideOnly: true },
];

function Payouts({ items, by }: { items: Payout[]; by: By }) {
  return (
    <Table
      caption="Payouts"
      columns={columnsOf(by)}
      narrow={items.map((payout) => (
        <NarrowRow
          key={payout.id}
          first={<TimeText at={payout.requestedAt} />}
          amount={<MoneyText money={payout.amount} />}
          second={<Status payout={payout} />}
          age={payout.tft && payout.status !== 'returned' ? <TftText amount={payout.tft} /> : '–'}
        />
      ))}
    >
      {items.map((payout) => (
        <Row key={payout.id}>
          <Cell head className="font-normal">
            <TimeText at={payout.requestedAt} />
          </Cell>
          <Cell>
            <Status payout={payout} />
          </Cell>
          <Cell numeric>
            <MoneyText money={payout.amount} />
          </Cell>
          <Cell numeric>{payout.tft && payout.status !== 'returned' ? <TftText amount={payout.tft} /> : '–'}</Cell>
          <Cell numeric wideOnly className="text-text-2">
            {payout.tftPriceUsd ? (
              <MoneyText money={{ currency: 'USD', amount: payout.tftPriceUsd }} style="rate" />
            ) : (
              '–'
            )}
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            {payout.block ?? '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Status({ payout }: { payout: Payout }) {
  const { status, reason, settledAt } = payout;
  return (
    <span className="grid gap-0.5">
      <StatusBadge
        status={payoutStatus(status)}
        reason={status === 'paid' && settledAt ? <TimeText at={settledAt} style="ago" /> : undefined}
      />
      {reason && <span className="text-small text-text-2">{reason}</span>}
    </span>
  );
}
