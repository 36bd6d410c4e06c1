import { invitationsTo } from '../../postgres/alliance-invitations.ts';
import { latestMembership, type MemberRow } from '../../postgres/alliance-members.ts';
import { type AllianceRow, findAlliance, findAllianceBySlug } from '../../postgres/alliances.ts';
import type { Database, Tx } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

export const noSuchAlliance = () => new HttpProblem('not_found', 'There is no alliance with this id.');

export interface Reached {
  alliance: AllianceRow;
  /** The caller's latest membership, whatever became of it. */
  membership: MemberRow | undefined;
  /** An invitation of the caller's waits. */
  invited: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An alliance that the caller may know of: one that works, or one that they belong to or are invited to. */
export async function reachAlliance(
  db: Database | Tx,
  idOrSlug: string,
  userId: string | undefined,
  now: Date,
): Promise<Reached> {
  const alliance = UUID.test(idOrSlug) ? await findAlliance(db, idOrSlug) : await findAllianceBySlug(db, idOrSlug);
  if (!alliance) throw noSuchAlliance();
  const membership = userId === undefined ? undefined : await latestMembership(db, alliance.id, userId);
  const invited = userId !== undefined && (await invitationsTo(db, { userId, now }, alliance.id)).length > 0;
  const known = isPublic(alliance) || (membership?.joined_at ?? null) !== null || invited;
  if (!known) throw noSuchAlliance();
  return { alliance, membership, invited };
}

const isPublic = ({ state }: AllianceRow): boolean => state === 'active' || state === 'winding_down';

/** The caller as somebody who sees the inside: a present member, or one who stayed until the end. Throws 404 for others. */
export async function reachInside(
  db: Database | Tx,
  allianceId: string,
  userId: string,
): Promise<{ alliance: AllianceRow; member: MemberRow }> {
  const [alliance, member] = await Promise.all([
    findAlliance(db, allianceId),
    latestMembership(db, allianceId, userId),
  ]);
  if (!alliance || !member || !seesInside(alliance, member)) throw noSuchAlliance();
  return { alliance, member };
}

export function seesInside(alliance: AllianceRow, { state, ends_at }: MemberRow): boolean {
  if (state === 'member' || state === 'leaving') return true;
  return alliance.state === 'dissolved' && state === 'left' && ends_at?.getTime() === alliance.ends_at?.getTime();
}
