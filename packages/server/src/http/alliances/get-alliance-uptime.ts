import type { AllianceUptime } from '@marketplace/contract';
import { measuredPpm, slaCredits } from '@marketplace/core/alliances';
import { dayStartMs } from '@marketplace/core/payouts';
import { everyMember } from '../../postgres/alliance-agreements.ts';
import { judgedMonth } from '../../postgres/alliance-sla.ts';
import { type ChargedUse, chargedUse, type NodeUptime, nodeUptimes } from '../../postgres/alliance-uptime.ts';
import type { Database } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { csvAnswer } from '../csv.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { type Month, monthOf } from '../payouts/month.ts';
import type { AllianceParts } from './alliance.ts';
import { nameIn } from './get-alliance-earnings.ts';
import { reachInside } from './reach.ts';

export const getAllianceUptime =
  ({ store }: AllianceParts): Handler<'getAllianceUptime'> =>
  async (c) => {
    const query = c.req.valid('query');
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, actorOf(c).user.id);
    const month = monthOf(query.month, c.get('now'));
    const judged = await judgedMonth(store.db, alliance.id, month.from);
    const named = nameIn(await everyMember(store.db, alliance.id));
    const found = judged ?? (await soFar(store.db, alliance.id, month, c.get('now')));
    const items = found.map((node) => nodeJson(node, named(node.holderId)));
    if (query.format === 'csv') return csvAnswer(c, `alliance-uptime-${month.month}`, columns, items.map(cells));
    return c.json(
      { month: month.month, judged: judged !== undefined, promisedPercent: alliance.sla_ppm / 10_000, items },
      200,
    );
  };

interface NodeOfMonth
  extends Pick<NodeUptime, 'nodeId' | 'holderId' | 'promisedPpm' | 'upSeconds' | 'knownSeconds' | 'earnedUnits'> {
  wantedUnits: bigint;
  creditedUnits: bigint;
}

/** Whole days of a month that is not judged yet, as it would be judged by them. */
async function soFar(db: Database, allianceId: string, { from, to }: Month, now: Date): Promise<NodeOfMonth[]> {
  const until = new Date(Math.min(to.getTime(), dayStartMs(now.getTime())));
  if (until <= from) return [];
  const span = { from, to: until };
  const nodes = await nodeUptimes(db, span, allianceId);
  const charged = await chargedUse(
    db,
    span,
    nodes.map(({ nodeId }) => nodeId),
  );
  return nodes.map((node) => {
    const credits = slaCredits({ ...node, promisedPpm: BigInt(node.promisedPpm), charged: charged.filter(isOn(node)) });
    const sum = (of: 'units' | 'wantedUnits') => credits.reduce((total, credit) => total + credit[of], 0n);
    return { ...node, wantedUnits: sum('wantedUnits'), creditedUnits: sum('units') };
  });
}

const isOn = (node: NodeUptime) => (use: ChargedUse) =>
  use.allianceId === node.allianceId && use.nodeId === node.nodeId && use.holderId === node.holderId;

type Item = AllianceUptime['items'][number];

function nodeJson(node: NodeOfMonth, member: { memberId: string; name: string }): Item {
  const measured = measuredPpm(node);
  return {
    nodeId: node.nodeId,
    ...member,
    promisedPercent: node.promisedPpm / 10_000,
    measuredPercent: measured === null ? null : Number(measured) / 10_000,
    kept: measured === null ? null : measured >= BigInt(node.promisedPpm),
    knownHours: Number((node.knownSeconds * 10n) / 3600n) / 10,
    downMinutes: Number((node.knownSeconds - node.upSeconds + 59n) / 60n),
    earned: usdJson(node.earnedUnits),
    wanted: usdJson(node.wantedUnits),
    credited: usdJson(node.creditedUnits),
  };
}

const columns = [
  'node_id',
  'member',
  'promised_percent',
  'measured_percent',
  'kept',
  'known_hours',
  'down_minutes',
  'earned_usd',
  'wanted_usd',
  'credited_usd',
];

const cells = (item: Item) => [
  item.nodeId,
  item.name,
  item.promisedPercent,
  item.measuredPercent,
  item.kept,
  item.knownHours,
  item.downMinutes,
  item.earned.amount,
  item.wanted.amount,
  item.credited.amount,
];
