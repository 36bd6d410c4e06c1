import { everyMember, type NamedMember } from '../../postgres/alliance-agreements.ts';
import { type AlliancePeriod, type DayOfNode, daysOfNodes, earningSums } from '../../postgres/alliance-earnings.ts';
import type { Database } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { monthOf } from '../payouts/month.ts';
import type { AllianceParts } from './alliance.ts';
import { reachInside } from './reach.ts';

export const getAllianceEarnings =
  ({ store }: AllianceParts): Handler<'getAllianceEarnings'> =>
  async (c) => {
    const query = c.req.valid('query');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const { month, from, to } = monthOf(query.month, now);
    const period = { allianceId: alliance.id, from, to };
    const members = await everyMember(store.db, alliance.id);
    const named = nameIn(members);
    if (query.format === 'csv') {
      const all = await daysOfNodes(store.db, { ...period, limit: CSV_LINES });
      const rows = all.flatMap((day) => csvLines(day, named));
      return csvAnswer(c, `alliance-earnings-${month}`, columns, rows);
    }
    const [day, nodeId] = decodeCursor(query.cursor, ['number', 'number']) ?? [];
    const before = day && nodeId ? { day: Number(day), nodeId: Number(nodeId) } : undefined;
    const rows = await daysOfNodes(store.db, { ...period, before, limit: query.limit + 1 });
    const { items, nextCursor } = cutPage(rows, query.limit, (row) => [row.day.replaceAll('-', ''), row.nodeId]);
    return c.json(
      {
        month,
        asOf: now.toISOString(),
        ...(await sumsJson(store.db, period, named, userId)),
        items: items.map((row) => dayJson(row, named)),
        nextCursor,
      },
      200,
    );
  };

type NameOf = (userId: string) => { memberId: string; name: string };

/** The member behind a person; somebody who takes part in the division was a member once. */
export const nameIn =
  (members: readonly NamedMember[]): NameOf =>
  (userId) => {
    const { memberId, name } = members.find((member) => member.userId === userId) ?? { memberId: userId, name: '' };
    return { memberId, name };
  };

async function sumsJson(db: Database, period: AlliancePeriod, named: NameOf, userId: string) {
  const sums = await earningSums(db, period);
  return {
    total: usdJson(sums.members.reduce((total, { units }) => total + units, 0n)),
    pending: usdJson(sums.pendingUnits),
    members: sums.members.map((member) => ({
      ...named(member.userId),
      share: usdJson(member.units),
      fee: usdJson(member.feeUnits),
      you: member.userId === userId,
    })),
    nodes: sums.nodes.map(({ nodeId, holderId, units }) => ({
      nodeId,
      name: named(holderId).name,
      total: usdJson(units),
    })),
    chain: { usd: usdJson(sums.chainUnits) },
  };
}

const dayJson = ({ day, nodeId, version, units, closed, shares }: DayOfNode, named: NameOf) => ({
  day,
  nodeId,
  version,
  total: usdJson(units),
  closed,
  shares: shares.map((share) => ({ ...named(share.userId), share: usdJson(share.units) })),
});

const columns = ['day', 'node_id', 'version', 'closed', 'node_total_usd', 'member', 'share_usd'];

const csvLines = (row: DayOfNode, named: NameOf) =>
  row.shares.map(({ userId, units }) => [
    row.day,
    row.nodeId,
    row.version,
    row.closed,
    usdJson(row.units).amount,
    named(userId).name,
    usdJson(units).amount,
  ]);
