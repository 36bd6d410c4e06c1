import type { Coupon } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { downloadCsv } from '../api/download-csv.ts';
import { refresh, useApi } from '../api/query.ts';
import { Owner } from '../payments/top-up-table.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText, useNowMs } from '../ui/time-text.tsx';
import { couponStatus, readableCode, usedWords } from './coupon-words.ts';

const PAGE_SIZE = 25;

/** One coupon: its rules, its code to hand out, and who used it. */
export function CouponPanel({ coupon }: { coupon: Coupon }) {
  const nowMs = useNowMs();
  const [ending, setEnding] = useState(false);
  return (
    <div className="grid gap-5 p-4">
      <KeyValues
        facts={[
          ['Status', <StatusBadge key="status" status={couponStatus(coupon, nowMs)} />],
          [
            'Code',
            <span key="code" className="flex flex-wrap items-center gap-2">
              <code className="font-mono text-mono">{readableCode(coupon.code)}</code>
              <CopyButton compact what="code" text={readableCode(coupon.code)} />
            </span>,
          ],
          ['Gives', <MoneyText key="gives" money={coupon.amount} />],
          ['Redeemed', usedWords(coupon)],
          ['Per user', `${coupon.perUserLimit} ${coupon.perUserLimit === 1 ? 'time' : 'times'}`],
          ['Ends', coupon.expiresAt ? <TimeText key="ends" at={coupon.expiresAt} /> : 'never'],
          ['Its credit lasts', coupon.creditDays === null ? 'without end' : `${coupon.creditDays} days`],
          ['Made', <TimeText key="made" at={coupon.createdAt} />],
          ...(coupon.note ? [['Note', coupon.note] as const] : []),
        ]}
      />
      {coupon.deactivatedAt === null && (
        <div>
          <Button onClick={() => setEnding(true)}>Take the code back</Button>
        </div>
      )}
      <Redemptions coupon={coupon} />
      {ending && <EndCoupon coupon={coupon} onClose={() => setEnding(false)} />}
    </div>
  );
}

function Redemptions({ coupon }: { coupon: Coupon }) {
  const pages = usePages(coupon.id);
  const params = { id: coupon.id };
  const list = useApi('listCouponRedemptions', { params, query: { limit: PAGE_SIZE, cursor: pages.cursor } });
  const items = list.data?.items;
  return (
    <section className="grid gap-2 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-heading">Who redeemed it</h3>
        {items && items.length > 0 && (
          <ExportCsv save={() => downloadCsv('listCouponRedemptions', {}, `coupon-${coupon.code}`, params)} />
        )}
      </div>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && <SkeletonRows rows={2} label="Loading the redemptions" />}
      {items?.length === 0 && <p className="text-text-2">Nobody yet.</p>}
      {items && items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.creditId} className="flex justify-between gap-4 border-t border-line py-2 first:border-t-0">
              <Owner user={item.user} />
              <span className="text-text-2">
                <TimeText at={item.redeemedAt} style="ago" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {list.data && (
        <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
      )}
    </section>
  );
}

function EndCoupon({ coupon, onClose }: { coupon: Coupon; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const end = useMutation<Coupon, ApiError>({
    mutationFn: () => api('deactivateCoupon', { params: { id: coupon.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      void refresh('listCoupons');
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={`Take back ${readableCode(coupon.code)}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button
            kind="danger"
            busy={end.isPending}
            disabledReason={reason.trim().length < 3 ? 'Say why first.' : undefined}
            onClick={() => end.mutate()}
          >
            Take it back
          </Button>
        </>
      }
    >
      <p className="text-text-2">Nobody can redeem it from now on. Credit that was given stays with its users.</p>
      <TextField
        label="Reason"
        help="It stands in the audit log."
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={end.error} />
    </Dialog>
  );
}
