import type { Alliance, AllianceDetail, OwnMembership } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import type { IndexedNode } from '@marketplace/core/nodes';
import { uptimePercent } from '@marketplace/core/nodes';
import { percentOf } from '../../alliances/vote-effects.ts';
import { listMembers, type MemberRow, presentMembers } from '../../postgres/alliance-members.ts';
import { type AllianceFigures, type AllianceRow, allianceFigures } from '../../postgres/alliances.ts';
import type { Store } from '../../postgres/store.ts';
import type { Supply } from '../../supply.ts';
import { type Actor, type HttpContext, hasRole } from '../context.ts';
import { type Reached, reachAlliance, seesInside } from './reach.ts';

export interface AllianceParts {
  store: Store;
  supply: Supply;
}

/** What everybody may see, with the figures of now. */
export async function alliancesJson(
  { store, supply }: AllianceParts,
  rows: readonly AllianceRow[],
  now: Date,
): Promise<Alliance[]> {
  const ids = rows.map(({ id }) => id);
  const [figures, { byId }] = await Promise.all([allianceFigures(store.db, ids, now), supply.index()]);
  return rows.map((row) => allianceJson(row, figures.get(row.id), byId));
}

function allianceJson(
  row: AllianceRow,
  figures: AllianceFigures | undefined,
  byId: ReadonlyMap<number, IndexedNode>,
): Alliance {
  const nodes = nodesOf(figures, byId);
  const offerable = nodes.filter(({ notOfferable }) => notOfferable === undefined);
  const prices = offerable.flatMap(({ monthlyFromUnits }) => monthlyFromUnits ?? []);
  const cheapest = prices.reduce<bigint | null>(
    (least, price) => (least === null || price < least ? price : least),
    null,
  );
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    kind: row.kind,
    purpose: row.purpose,
    slaPercent: percentOf(row.sla_ppm),
    state: row.state,
    memberCount: figures?.members ?? 0,
    nodes: {
      given: nodes.length,
      online: nodes.filter(({ node }) => node.status === 'up' && node.unknownSinceMs === null).length,
      offerable: offerable.length,
    },
    uptimePercent: uptimePercent(figures ?? { upSeconds: 0, knownSeconds: 0 }),
    monthlyFrom: cheapest === null ? null : { currency: 'USD', amount: formatUnits(cheapest) },
    createdAt: row.created_at.toISOString(),
    activatedAt: row.activated_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
  };
}

const nodesOf = (figures: AllianceFigures | undefined, byId: ReadonlyMap<number, IndexedNode>): IndexedNode[] =>
  (figures?.nodeIds ?? []).flatMap((id) => byId.get(id) ?? []);

/** One alliance for whoever asks; throws `not_found` for one that they may not know of. */
export async function loadDetail(parts: AllianceParts, c: HttpContext, idOrSlug: string): Promise<AllianceDetail> {
  const { store, supply } = parts;
  const [now, actor] = [c.get('now'), c.get('actor')];
  const reached = await reachAlliance(store.db, idOrSlug, actor?.user.id, now);
  const { alliance } = reached;
  const [figures, { byId }, members] = await Promise.all([
    allianceFigures(store.db, [alliance.id], now),
    supply.index(),
    listMembers(store.db, { allianceId: alliance.id, state: 'present', now, limit: 200 }),
  ]);
  const present = members.filter(({ state }) => state === 'member' || state === 'leaving');
  return {
    ...allianceJson(alliance, figures.get(alliance.id), byId),
    governance: alliance.governance,
    quorum: alliance.quorum,
    noticeDays: alliance.notice_days,
    windingDownAt: alliance.winding_down_at?.toISOString() ?? null,
    members: present.map(({ name, nodes, joined_at, created_at }) => ({
      name,
      nodes,
      since: (joined_at ?? created_at).toISOString(),
    })),
    capacity: capacityOf(nodesOf(figures.get(alliance.id), byId)),
    viewer: actor ? viewerJson(actor, reached, present.filter(({ state }) => state === 'member').length) : null,
  };
}

function capacityOf(nodes: readonly IndexedNode[]): AllianceDetail['capacity'] {
  const sum = (of: (node: IndexedNode['node']) => number) => nodes.reduce((total, { node }) => total + of(node), 0);
  const resources = (which: 'total' | 'free') => ({
    cpu: sum((node) => node[which].cpu),
    memoryMb: sum((node) => node[which].memoryMb),
    ssdGb: sum((node) => node[which].ssdGb),
    hddGb: sum((node) => node[which].hddGb),
  });
  // Addresses belong to a farm: its nodes share them.
  const farms = new Map(nodes.map(({ node }) => [node.farmId, node.ipv4Free]));
  return {
    total: resources('total'),
    free: resources('free'),
    gpus: sum((node) => node.gpus.length),
    ipv4Free: [...farms.values()].reduce((total, free) => total + free, 0),
  };
}

function viewerJson(actor: Actor, { alliance, membership, invited }: Reached, voters: number) {
  const inside = membership !== undefined && seesInside(alliance, membership);
  const mayJoin =
    alliance.state === 'active' &&
    !invited &&
    (hasRole(actor, 'cloud-provider') || hasRole(actor, 'cloud-operator')) &&
    (membership === undefined || ['left', 'declined', 'withdrawn'].includes(membership.state));
  return {
    membership: membership ? membershipJson(membership, alliance) : null,
    inside,
    invited,
    mayJoin,
    canActivate: alliance.state === 'proposed' && membership?.state === 'member' && voters >= alliance.quorum,
  };
}

export const membershipJson = (row: MemberRow, alliance: AllianceRow): OwnMembership => ({
  memberId: row.id,
  name: row.name,
  state: row.state,
  weight: row.weight,
  founder: row.user_id === alliance.founder_id,
  mayVote: alliance.state === 'active' && row.state === 'member',
  joinedAt: row.joined_at?.toISOString() ?? null,
  noticeAt: row.notice_at?.toISOString() ?? null,
  endsAt: row.ends_at?.toISOString() ?? null,
});

/** How many members gave no notice. */
export const countMembers = async (db: Parameters<typeof presentMembers>[0], allianceId: string): Promise<number> =>
  (await presentMembers(db, allianceId)).filter(({ state }) => state === 'member').length;
