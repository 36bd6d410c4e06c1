import type { Earnings } from '@marketplace/contract';
import { chainShares, dayStartMs, FIRST_SHARING_RUNTIME } from '@marketplace/core/payouts';
import { readFact } from '../../postgres/chain-facts.ts';
import {
  type EarningsOrder,
  earningTotals,
  monthEarnings,
  type NodeEarnings,
  nodeEarnings,
  providerBalances,
  scanGaps,
} from '../../postgres/provider-earnings.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Database, Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { type Cell, CSV_LINES, csvAnswer } from '../csv.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { decodeSorted, encodeSorted, sortField } from '../sorting.ts';
import { type Month, monthOf, monthsBefore } from './month.ts';
import { tftText } from './payout.ts';

const MONTHS_SHOWN = 12;

export const listEarnings =
  (parts: { store: Store }): Handler<'listEarnings'> =>
  async (c) => {
    const { db } = parts.store;
    const { user } = actorOf(c);
    const now = c.get('now');
    const query = c.req.valid('query');
    const month = monthOf(query.month, now);
    const period = { userId: user.id, from: month.from, to: month.to };
    const order = earningsOrder(query.sort, query.cursor);
    if (query.format === 'csv') {
      const all = await nodeEarnings(db, { ...period, order, limit: CSV_LINES });
      const rows = all.map((row) => nodeCells(month.month, row));
      return csvAnswer(c, `earnings-${month.month}`, nodeColumns, rows);
    }
    const rows = await nodeEarnings(db, { ...period, order, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const position = last && { value: String(sortValue[order.field](last)), id: String(last.nodeId) };
    const nextCursor = rows.length > query.limit && position ? encodeSorted(query.sort, position) : null;
    return c.json(
      {
        asOf: now.toISOString(),
        month: month.month,
        items: items.map(nodeJson),
        nextCursor,
        ...(await totals(db, { userId: user.id, now, month })),
      },
      200,
    );
  };

const sortValue: Record<EarningsOrder['field'], (row: NodeEarnings) => bigint | number> = {
  node: ({ nodeId }) => nodeId,
  marketplace: ({ units }) => units,
  chain: ({ chainTft }) => chainTft,
  hours: ({ seconds }) => seconds,
};

function earningsOrder(sort: string, cursor: string | undefined): EarningsOrder {
  const isNumber = (text: string) => /^\d{1,18}$/.test(text);
  const after = decodeSorted(cursor, sort, { value: isNumber, id: (text) => /^\d{1,9}$/.test(text) });
  const { field, descending } = sortField(sort as EarningsOrder['field']);
  return { field, descending, after: after && { value: after.value ?? '0', nodeId: Number(after.id) } };
}

type Totals = Omit<Earnings, 'asOf' | 'month' | 'items' | 'nextCursor'>;

async function totals(
  db: Database,
  { userId, now, month }: { userId: string; now: Date; month: Month },
): Promise<Totals> {
  const today = new Date(dayStartMs(now.getTime()));
  const [balances, sums, ofMonth, months, settings] = await Promise.all([
    providerBalances(db, userId),
    earningTotals(db, { userId, now, today }),
    monthEarnings(db, { userId, from: month.from, to: month.to }),
    monthEarnings(db, { userId, from: monthsBefore(now, MONTHS_SHOWN - 1), to: monthsBefore(now, -1) }),
    readSettings(db),
  ]);
  const [whole] = ofMonth;
  return {
    today: usdJson(sums.todayUnits),
    monthTotal: usdJson(whole?.units ?? 0n),
    pending: usdJson(sums.pendingUnits),
    held: usdJson(balances.held),
    payable: usdJson(balances.payable),
    inTransit: usdJson(balances.inTransit),
    paid: usdJson(sums.paidUnits),
    nextPayable: sums.next ? { amount: usdJson(sums.next.units), at: sums.next.at.toISOString() } : null,
    sharePercent: settings.providers.sharePercent,
    holdDays: settings.providers.payoutHoldDays,
    payoutMinimum: usdJson(settings.providers.payoutMinimumUnits),
    chainTotal: {
      tft: tftText(whole?.chainTft ?? 0n),
      usd: usdJson(whole?.chainUsd ?? 0n),
      paidOutTft: tftText(whole?.chainPaidOutTft ?? 0n),
    },
    chainSharing: await chainSharing(db, month),
    months: months.map((each) => ({
      month: each.month,
      marketplace: usdJson(each.units),
      chainTft: tftText(each.chainTft),
      chainUsd: usdJson(each.chainUsd),
    })),
  };
}

async function chainSharing(db: Database, { from, to }: Month): Promise<Earnings['chainSharing']> {
  const [runtime, gaps] = await Promise.all([readFact(db, 'runtime'), scanGaps(db, { from, to })]);
  const specVersion = runtime?.value.specVersion ?? null;
  return {
    state: specVersion === null ? 'not_read' : chainShares(specVersion) ? 'shares' : 'runtime_too_old',
    specVersion,
    fromSpecVersion: FIRST_SHARING_RUNTIME,
    gaps: gaps.map((gap) => ({ from: gap.from.toISOString(), until: gap.until.toISOString() })),
  };
}

const nodeJson = (row: NodeEarnings): Earnings['items'][number] => ({
  nodeId: row.nodeId,
  place: row.city === null || row.country === null ? null : { city: row.city, country: row.country },
  marketplace: usdJson(row.units),
  chain: { tft: tftText(row.chainTft), usd: usdJson(row.chainUsd), paidOutTft: tftText(row.chainPaidOutTft) },
  machineHours: hours(row.seconds),
});

/** Rounded down to hundredths. */
const hours = (seconds: bigint): number => Number((seconds * 100n) / 3600n) / 100;

const nodeColumns = [
  'month',
  'node_id',
  'city',
  'country',
  'machine_hours',
  'paid_by_marketplace_usd',
  'paid_by_chain_tft',
  'paid_by_chain_usd',
  'paid_out_by_chain_tft',
];

function nodeCells(month: string, row: NodeEarnings): Cell[] {
  const { nodeId, marketplace, chain, machineHours } = nodeJson(row);
  return [
    month,
    nodeId,
    row.city,
    row.country,
    machineHours,
    marketplace.amount,
    chain.tft,
    chain.usd.amount,
    chain.paidOutTft,
  ];
}
