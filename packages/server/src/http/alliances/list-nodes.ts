import type { AllianceNode } from '@marketplace/contract';
import { contributionState } from '@marketplace/core/alliances';
import type { NodeIndex } from '@marketplace/core/nodes';
import { contributionOf, type ListedContribution, listContributions } from '../../postgres/alliance-nodes.ts';
import { liveDeploymentsOn } from '../../postgres/provider-nodes.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { AllianceParts } from './alliance.ts';
import { reachInside } from './reach.ts';

export const listAllianceNodes =
  (parts: AllianceParts): Handler<'listAllianceNodes'> =>
  async (c) => {
    const { limit, cursor, format, state } = c.req.valid('query');
    const { db } = parts.store;
    const { alliance } = await reachInside(db, c.req.valid('param').id, actorOf(c).user.id);
    const filter = { allianceId: alliance.id, state, now: c.get('now') };
    if (format === 'csv') {
      const all = await listContributions(db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'alliance-nodes', columns, (await contributionsJson(parts, c, all)).map(cells));
    }
    const rows = await listContributions(db, { ...filter, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: await contributionsJson(parts, c, items), nextCursor }, 200);
  };

/** One contribution as its giver sees it. */
export async function loadContribution(
  parts: AllianceParts,
  c: HttpContext,
  allianceId: string,
  id: string,
): Promise<AllianceNode> {
  const rows = await listContributions(parts.store.db, { allianceId, id, state: 'all', now: c.get('now'), limit: 1 });
  const [found] = await contributionsJson(parts, c, rows);
  if (!found) throw new HttpProblem('not_found', 'There is no node of yours with this id here.');
  return found;
}

async function contributionsJson(
  { store, supply }: AllianceParts,
  c: HttpContext,
  rows: readonly ListedContribution[],
): Promise<AllianceNode[]> {
  const nodeIds = rows.map(({ node_id }) => node_id);
  const [index, live] = await Promise.all([supply.index(), liveDeploymentsOn(store.db, nodeIds)]);
  const [now, userId] = [c.get('now'), actorOf(c).user.id];
  return rows.map((row) => contributionJson(row, { index, live: live.get(row.node_id) ?? 0, now, userId }));
}

interface Seen {
  index: NodeIndex;
  live: number;
  now: Date;
  userId: string;
}

function contributionJson(row: ListedContribution, { index, live, now, userId }: Seen): AllianceNode {
  const node = index.byId.get(row.node_id)?.node;
  return {
    id: row.id,
    nodeId: row.node_id,
    place: node ? `${node.city}, ${node.country}` : null,
    memberId: row.member_id,
    memberName: row.memberName,
    mine: row.user_id === userId,
    exclusive: row.exclusive,
    apps: row.apps,
    state: contributionState(contributionOf(row), now.getTime()),
    status: node?.status ?? null,
    total: node?.total ?? null,
    free: node?.free ?? null,
    uptimePercent: node?.uptimePercent ?? null,
    liveDeployments: live,
    fromAt: row.from_at.toISOString(),
    untilAt: row.until_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
  };
}

const columns = [
  'id',
  'node_id',
  'place',
  'member',
  'exclusive',
  'apps',
  'state',
  'from_at',
  'until_at',
  'withdrawn_at',
  'ends_at',
  'uptime_percent_90_days',
  'live_deployments',
];

const cells = (node: AllianceNode) => [
  node.id,
  node.nodeId,
  node.place,
  node.memberName,
  node.exclusive,
  node.apps.join(' '),
  node.state,
  node.fromAt,
  node.untilAt,
  node.withdrawnAt,
  node.endsAt,
  node.uptimePercent,
  node.liveDeployments,
];
