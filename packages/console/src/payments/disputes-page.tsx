import type { Dispute } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { type ChosenSort, sortBy } from '../ui/money-sort.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { LiftBlock } from './lift-block.tsx';
import { ListFilters } from './list-filters.tsx';
import { disputeShows } from './payment-search.ts';
import { disputeStatuses } from './payment-words.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { Owner } from './top-up-table.tsx';
import { useListSearch } from './use-list-search.ts';

const PAGE_SIZE = 50;

/** Payments that banks demand back; each has a page where it is answered. */
export function DisputesPage() {
  const [lifting, setLifting] = useState<Dispute>();
  const search = useSearch({ from: '/console/operator/payments/disputes' });
  const navigate = useNavigate({ from: '/operator/payments/disputes' });
  const { filter, narrowed, sort, onSort, fields } = useListSearch(
    search,
    disputeShows,
    (change) => void navigate({ search: change, replace: true }),
  );
  const pages = usePages(filter);
  const list = useApi(
    'listDisputes',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  return (
    <Page title="Payments" actions={<ExportCsv save={() => downloadCsv('listDisputes', filter, 'disputes')} />}>
      <PaymentsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <ListFilters what="e-mail or dispute id" {...fields} />
        {list.isPending && <SkeletonRows rows={4} label="Loading the disputes" />}
        {items?.length === 0 && (
          <Empty title={narrowed ? 'No dispute fits' : 'No bank disputes a payment'}>
            {narrowed
              ? 'Clear the filter, or choose another month.'
              : 'When one does, the amount is withheld from the user’s balance, no card of theirs is charged automatically, and a task with the deadline appears.'}
          </Empty>
        )}
        {items && items.length > 0 && <Rows items={items} sort={sort} onSort={onSort} onLift={setLifting} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      {items && items.length > 0 && (
        <p className="px-4 text-small text-text-3">
          Open a dispute to answer it before the deadline. When the bank decides for you, the user has the amount again
          by itself; when it decides for them, it stays withheld. Stripe keeps its fee either way.
        </p>
      )}
      {lifting && <LiftBlock dispute={lifting} onClose={() => setLifting(undefined)} />}
    </Page>
  );
}

interface RowsProps {
  items: Dispute[];
  sort: ChosenSort | undefined;
  onSort: (sort: ChosenSort | undefined) => void;
  onLift: (dispute: Dispute) => void;
}

function Rows({ items, sort, onSort, onLift }: RowsProps) {
  const act = (item: Dispute) =>
    item.status === 'lost' &&
    item.rechargeBlocked && (
      <Button small onClick={() => onLift(item)}>
        Allow automatic top-up<span className="sr-only"> {`of ${item.user.email}`}</span>
      </Button>
    );
  return (
    <Table
      caption="Disputes"
      columns={[
        { name: 'Dispute' },
        { name: 'Status' },
        { name: 'User' },
        { name: 'Opened', wideOnly: true, ...sortBy('time', sort, onSort) },
        { name: 'Answer by' },
        { name: 'Disputed', numeric: true, ...sortBy('amount', sort, onSort) },
        { name: 'Withheld', numeric: true, wideOnly: true },
        { name: 'Stripe’s fee', numeric: true, wideOnly: true },
        { name: <span className="sr-only">Actions</span>, numeric: true },
      ]}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<DisputeLink dispute={item} />}
          amount={<MoneyText money={item.amount} />}
          second={
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={disputeStatuses[item.status]} />
              <span className="break-all">{item.user.email}</span>
              {act(item)}
            </span>
          }
          age={<NarrowDeadline dispute={item} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <DisputeLink dispute={item} />
          </Cell>
          <Cell>
            <StatusBadge status={disputeStatuses[item.status]} />
          </Cell>
          <Cell>
            <Owner user={item.user} />
          </Cell>
          <Cell wideOnly>
            <TimeText at={item.openedAt} style="day" />
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

const NarrowDeadline = ({ dispute }: { dispute: Dispute }) =>
  isWaiting(dispute) ? (
    <>
      answer by <Deadline dispute={dispute} />
    </>
  ) : (
    <TimeText at={dispute.openedAt} style="ago" />
  );

const isWaiting = ({ status, evidenceDueAt }: Dispute): boolean =>
  (status === 'needs_response' || status === 'inquiry') && evidenceDueAt !== null;

/** Only while an answer can still be given. */
function Deadline({ dispute }: { dispute: Dispute }) {
  return isWaiting(dispute) && dispute.evidenceDueAt ? <TimeText at={dispute.evidenceDueAt} style="day" /> : '–';
}

/** Named by why the bank asks. */
function DisputeLink({ dispute }: { dispute: Dispute }) {
  const { id, reason } = dispute;
  return (
    <Link to="/operator/payments/disputes/$id" params={{ id }} className="link">
      {reason.charAt(0).toUpperCase() + reason.slice(1)}
    </Link>
  );
}
