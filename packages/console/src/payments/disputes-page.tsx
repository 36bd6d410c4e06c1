import type { Dispute } from '@marketplace/contract';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { LiftBlock } from './lift-block.tsx';
import { disputeStatuses } from './payment-words.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { Owner } from './top-up-table.tsx';

const columns: Column[] = [
  { name: 'User' },
  { name: 'Status' },
  { name: 'Reason', wideOnly: true },
  { name: 'Answer by' },
  { name: 'Disputed', numeric: true },
  { name: 'Withheld', numeric: true, wideOnly: true },
  { name: 'Stripe’s fee', numeric: true, wideOnly: true },
  { name: <span className="sr-only">Actions</span>, numeric: true },
];
const PAGE_SIZE = 50;

/** Payments that banks demand back. Evidence is sent in Stripe's dashboard; what follows from it happens here by itself. */
export function DisputesPage() {
  const [lifting, setLifting] = useState<Dispute>();
  const pages = usePages({});
  const list = useApi(
    'listDisputes',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  return (
    <Page title="Payments" actions={<ExportCsv save={() => downloadCsv('listDisputes', {}, 'disputes')} />}>
      <PaymentsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        {list.isPending && <SkeletonRows rows={4} label="Loading the disputes" />}
        {items?.length === 0 && (
          <Empty title="No bank disputes a payment">
            When one does, the amount is withheld from the user’s balance, no card of theirs is charged automatically,
            and a task with the deadline appears.
          </Empty>
        )}
        {items && items.length > 0 && <Rows items={items} onLift={setLifting} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      {items && items.length > 0 && (
        <p className="px-4 text-small text-text-3">
          Send evidence in Stripe’s dashboard before the deadline. When the bank decides for you, the user has the
          amount again by itself; when it decides for them, it stays withheld. Stripe keeps its fee either way.
        </p>
      )}
      {lifting && <LiftBlock dispute={lifting} onClose={() => setLifting(undefined)} />}
    </Page>
  );
}

function Rows({ items, onLift }: { items: Dispute[]; onLift: (dispute: Dispute) => void }) {
  const act = (item: Dispute) =>
    item.status === 'lost' &&
    item.rechargeBlocked && (
      <Button small onClick={() => onLift(item)}>
        Allow automatic top-up<span className="sr-only"> {`of ${item.user.email}`}</span>
      </Button>
    );
  return (
    <Table
      caption="Disputes, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<Owner user={item.user} />}
          amount={<MoneyText money={item.amount} />}
          second={
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={disputeStatuses[item.status]} />
              {act(item)}
            </span>
          }
          age={<Deadline dispute={item} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <Owner user={item.user} />
          </Cell>
          <Cell>
            <StatusBadge status={disputeStatuses[item.status]} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {item.reason}
          </Cell>
          <Cell>
            <Deadline dispute={item} />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.amount} />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.withheld} />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.fee} />
          </Cell>
          <Cell numeric>{act(item)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

/** Only while an answer can still be given. */
function Deadline({ dispute }: { dispute: Dispute }) {
  const waits = dispute.status === 'needs_response' || dispute.status === 'inquiry';
  return waits && dispute.evidenceDueAt ? <TimeText at={dispute.evidenceDueAt} /> : '–';
}
