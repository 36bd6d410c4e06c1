import type { AllianceShare } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import { everyMember } from '../../postgres/alliance-agreements.ts';
import { type HourlyShare, hourlyShares } from '../../postgres/alliance-earnings.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { monthOf } from '../payouts/month.ts';
import type { AllianceParts } from './alliance.ts';
import { nameIn } from './get-alliance-earnings.ts';
import { reachInside } from './reach.ts';

export const listAllianceShares =
  ({ store }: AllianceParts): Handler<'listAllianceShares'> =>
  async (c) => {
    const query = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const { month, from, to } = monthOf(query.month, c.get('now'));
    const named = nameIn(await everyMember(store.db, alliance.id));
    const filter = {
      allianceId: alliance.id,
      from,
      to,
      nodeId: query.nodeId,
      userId: query.mine === 'true' ? userId : undefined,
    };
    if (query.format === 'csv') {
      const all = await hourlyShares(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(
        c,
        `alliance-shares-${month}`,
        columns,
        all.map((row) => cells(shareJson(row, named))),
      );
    }
    const [hour, nodeId, farmId, person] = decodeCursor(query.cursor, ['time', 'number', 'number', 'uuid']) ?? [];
    const after =
      hour && nodeId && farmId && person
        ? { hour: new Date(hour), nodeId: Number(nodeId), farmId: Number(farmId), userId: person }
        : undefined;
    const rows = await hourlyShares(store.db, { ...filter, after, limit: query.limit + 1 });
    const { items, nextCursor } = cutPage(rows, query.limit, (row) => [
      row.hour.toISOString(),
      row.nodeId,
      row.farmId,
      row.userId,
    ]);
    return c.json({ items: items.map((row) => shareJson(row, named)), nextCursor }, 200);
  };

function shareJson(row: HourlyShare, named: ReturnType<typeof nameIn>): AllianceShare {
  const rule = row.weightOfAll === '0' ? 'holder' : ((row.rule ?? 'holder') as AllianceShare['rule']);
  return {
    hour: row.hour.toISOString(),
    nodeId: row.nodeId,
    nodeOf: named(row.holderId).name,
    earned: usdJson(row.earnedUnits),
    version: row.version,
    rule,
    ...named(row.userId),
    weight: weightText(row.weight, rule),
    weightOfAll: weightText(row.weightOfAll, rule),
    fee: usdJson(row.feeUnits),
    share: usdJson(row.units),
  };
}

/** Digits behind the point of each measure: percent, resource units, resource units times uptime. */
const digits = { fixed_weights: 2, by_contribution: 3, by_performance: 7, holder: 0 } as const;

function weightText(weight: string, rule: AllianceShare['rule']): string {
  const units = BigInt(weight) * 10n ** BigInt(7 - digits[rule]);
  return formatUnits(units).replace(/\.?0+$/, '');
}

const columns = [
  'hour',
  'node_id',
  'node_of',
  'node_earned_usd',
  'version',
  'rule',
  'member',
  'weight',
  'weight_of_all',
  'fee_usd',
  'share_usd',
];

const cells = (share: AllianceShare) => [
  share.hour,
  share.nodeId,
  share.nodeOf,
  share.earned.amount,
  share.version,
  share.rule,
  share.name,
  share.weight,
  share.weightOfAll,
  share.fee.amount,
  share.share.amount,
];
