import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { CouponPanel } from './coupon-panel.tsx';
import { CouponTable } from './coupon-table.tsx';
import { readableCode } from './coupon-words.ts';
import { CouponsTabs } from './coupons-tabs.tsx';
import { NewCouponForm } from './new-coupon-form.tsx';

const PAGE_SIZE = 50;

/** Codes that give credit: who made them, how often they were used, and the way to take them back. */
export function CouponsPage() {
  const search = useSearch({ from: '/console/operator/coupons' });
  const navigate = useNavigate({ from: '/operator/coupons' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const filter = { q };
  const pages = usePages(filter);
  const list = useApi(
    'listCoupons',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  const chosen = items?.find(({ id }) => id === search.coupon);
  const close = () => void navigate({ search: {}, replace: true });
  const make = (
    <Button kind="primary" onClick={() => void navigate({ search: { open: 'new' } })}>
      New coupon
    </Button>
  );
  return (
    <Page
      title="Coupons and credits"
      actions={
        items &&
        items.length > 0 && (
          <>
            <ExportCsv save={() => downloadCsv('listCoupons', filter, 'coupons')} />
            {make}
          </>
        )
      }
    >
      <CouponsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        {(q || (items && items.length > 0)) && (
          <div className="p-4">
            <TextField
              label={<span className="sr-only">Filter by code or note</span>}
              placeholder="Filter by code or note"
              type="search"
              className="w-72 max-w-full"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
        )}
        {list.isPending && <SkeletonRows rows={4} label="Loading the coupons" />}
        {items?.length === 0 && (
          <Empty title={q ? 'No coupon fits' : 'There is no coupon yet'} action={make}>
            A coupon is a code that gives credit to whoever redeems it on their balance page, as often as you allow.
            Credit is spent before card money and never paid out.
          </Empty>
        )}
        {items && items.length > 0 && (
          <CouponTable items={items} onOpen={(coupon) => void navigate({ search: { coupon } })} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel title="New coupon" open={search.open === 'new'} onClose={close}>
        <NewCouponForm onDone={({ id }) => void navigate({ search: { coupon: id }, replace: true })} />
      </SidePanel>
      <SidePanel title={chosen ? readableCode(chosen.code) : 'Coupon'} open={chosen !== undefined} onClose={close}>
        {chosen && <CouponPanel coupon={chosen} />}
      </SidePanel>
    </Page>
  );
}
