import type { OperatorCredit } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { Owner } from '../payments/top-up-table.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { CouponsTabs } from './coupons-tabs.tsx';
import { GiveCredit } from './give-credit.tsx';

const columns: Column[] = [
  { name: 'User' },
  { name: 'Reason' },
  { name: 'Given', wideOnly: true },
  { name: 'By', wideOnly: true },
  { name: 'Ends' },
  { name: 'Expired', numeric: true, wideOnly: true },
  { name: 'Amount', numeric: true },
];
const PAGE_SIZE = 50;

/** What was given away: by operators and through coupons. */
export function CreditsPage() {
  const { userId, open, q: asked } = useSearch({ from: '/console/operator/coupons/credits' });
  const navigate = useNavigate({ from: '/operator/coupons/credits' });
  const [typed, setTyped] = useState(asked ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const filter = { userId, q };
  const pages = usePages(filter);
  const list = useApi(
    'listAllCredits',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  const kept = userId ? { userId } : {};
  const give = (
    <Button kind="primary" onClick={() => void navigate({ search: { ...kept, open: 'give' } })}>
      Give credit
    </Button>
  );
  return (
    <Page
      title="Coupons and credits"
      actions={
        items &&
        items.length > 0 && (
          <>
            <ExportCsv save={() => downloadCsv('listAllCredits', filter, 'credits')} />
            {give}
          </>
        )
      }
    >
      <CouponsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {userId && <OneUser userId={userId} />}
      <Card flush>
        {(q || (items && items.length > 0)) && (
          <div className="p-4">
            <TextField
              label={<span className="sr-only">Filter by e-mail or reason</span>}
              placeholder="Filter by e-mail or reason"
              type="search"
              className="w-72 max-w-full"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
        )}
        {list.isPending && <SkeletonRows rows={6} label="Loading the credits" />}
        {items?.length === 0 && (
          <Empty
            title={q ? 'No credit fits' : userId ? 'This user was given no credit' : 'No credit was given yet'}
            action={give}
          >
            Credit is money that you give: it pays a debt at once, then usage before card money. It is never paid out.
          </Empty>
        )}
        {items && items.length > 0 && <Rows items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel
        title="Give credit"
        open={open === 'give'}
        onClose={() => void navigate({ search: kept, replace: true })}
      >
        <GiveCredit userId={userId} onDone={() => void navigate({ search: kept, replace: true })} />
      </SidePanel>
    </Page>
  );
}

function OneUser({ userId }: { userId: string }) {
  const navigate = useNavigate({ from: '/operator/coupons/credits' });
  const user = useApi('getUser', { params: { id: userId } }).data;
  return (
    <p className="flex flex-wrap items-center gap-3 text-text-2">
      {user ? `Credits of ${user.email}.` : 'Credits of one user.'}
      <Button small onClick={() => void navigate({ search: {} })}>
        Show all
      </Button>
    </p>
  );
}

function Rows({ items }: { items: OperatorCredit[] }) {
  return (
    <Table
      caption="Credits, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<Owner user={item.user} />}
          amount={<MoneyText money={item.amount} />}
          second={item.reason}
          age={<TimeText at={item.grantedAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <Owner user={item.user} />
          </Cell>
          <Cell className="max-w-80 truncate text-text-2" title={item.reason}>
            {item.reason}
          </Cell>
          <Cell wideOnly>
            <TimeText at={item.grantedAt} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {item.grantedBy ?? 'coupon'}
          </Cell>
          <Cell>{item.expiresAt ? <TimeText at={item.expiresAt} style="day" /> : 'never'}</Cell>
          <Cell numeric wideOnly className="text-text-2">
            {toUnits(item.expired.amount) === 0n ? '–' : <MoneyText money={item.expired} />}
          </Cell>
          <Cell numeric>
            <MoneyText money={item.amount} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
