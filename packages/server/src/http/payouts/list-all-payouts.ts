import type { OperatorPayoutPage } from '@marketplace/contract';
import { tftForUsd } from '@marketplace/core/payouts';
import { readFact } from '../../postgres/chain-facts.ts';
import { payoutSorts, payoutSums, listPayouts as readPayouts } from '../../postgres/payouts.ts';
import type { Database, Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { operatorPayoutJson, payoutCells, payoutColumns, priceText, tftText } from './payout.ts';

export const listAllPayouts =
  (parts: { store: Store }): Handler<'listAllPayouts'> =>
  async (c) => {
    const { db } = parts.store;
    const { limit, cursor, status, runId, format, sort } = c.req.valid('query');
    const order = orderOf({ sort, cursor, sorts: payoutSorts });
    if (format === 'csv') {
      const all = await readPayouts(db, { status, runId, order, limit: CSV_LINES });
      const head = [...payoutColumns, 'provider', 'run_id'];
      return csvAnswer(
        c,
        'payouts',
        head,
        all.map((row) => [...payoutCells(row), row.email, row.run_id]),
      );
    }
    const rows = await readPayouts(db, { status, runId, order, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(operatorPayoutJson), nextCursor, summary: await summary(db) }, 200);
  };

/** What a run would pay now, and from what. */
async function summary(db: Database): Promise<OperatorPayoutPage['summary']> {
  const [sums, price, account] = await Promise.all([
    payoutSums(db),
    readFact(db, 'tft_price'),
    readFact(db, 'operator_account'),
  ]);
  const musd = price?.value.averageMusd;
  return {
    pending: {
      count: sums.pending,
      amount: usdJson(sums.pendingUnits),
      tft: musd ? tftText(tftForUsd(sums.pendingUnits, musd)) : null,
    },
    sending: sums.sending,
    unclear: sums.unclear,
    paid: usdJson(sums.paidUnits),
    tftPriceUsd: musd ? priceText(musd) : null,
    priceAt: price?.seenAt.toISOString() ?? null,
    usableTft: account ? tftText(BigInt(account.value.usableUnits)) : null,
    unclaimed: { amount: usdJson(sums.unclaimedUnits), farms: sums.unclaimedFarms },
  };
}
