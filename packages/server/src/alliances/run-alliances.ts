import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { expireInvitations } from '../postgres/alliance-invitations.ts';
import { changeMember, findMember, membershipsToEnd } from '../postgres/alliance-members.ts';
import { endContributions, orphanedContributions } from '../postgres/alliance-nodes.ts';
import { alliancesToAnswerFor, openVotes } from '../postgres/alliance-votes.ts';
import { alliancesToEnd } from '../postgres/alliances.ts';
import type { Store } from '../postgres/store.ts';
import { type AllianceAct, actOn, BY_JOB } from './act.ts';
import { endVote } from './settle-votes.ts';
import { tellMembers } from './tell-members.ts';
import { dissolve } from './transitions.ts';

export interface AllianceJobParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

/**
 * Carries out what is due: votes and invitations whose time is over, notices that end, wind-downs that end, nodes that are
 * no longer their giver's. Each alliance in a transaction of its own under its lock; a repeat finds nothing to do.
 */
export async function runAlliances({ store, clock, newId }: AllianceJobParts): Promise<void> {
  const now = clock.now();
  const each = async (allianceId: string, work: (act: AllianceAct) => Promise<void>) =>
    store.transaction((tx) => actOn(tx, { allianceId, now, newId, by: BY_JOB }, work));

  for (const id of await alliancesToAnswerFor(store.db, now)) await each(id, closeAnswers);
  for (const { id, alliance_id } of await membershipsToEnd(store.db, now))
    await each(alliance_id, (act) => endMembership(act, id));
  for (const id of await alliancesToEnd(store.db, now)) await each(id, endAlliance);
  const lost = new Set((await orphanedContributions(store.db, now)).map((row) => row.alliance_id));
  for (const id of lost) await each(id, dropLostNodes);
}

async function closeAnswers(act: AllianceAct): Promise<void> {
  const { tx, now, alliance } = act;
  for (const invitation of await expireInvitations(tx, now, alliance.id))
    act.record({ action: 'alliance_invitation.expired', after: { invitation: invitation.id } });
  for (const vote of await openVotes(tx, alliance.id))
    if (vote.closes_at <= now) await endVote(act, vote, 'expired', vote.closes_at);
}

async function endMembership(act: AllianceAct, memberId: string): Promise<void> {
  const { tx, now, alliance } = act;
  const member = await findMember(tx, alliance.id, memberId);
  if (member?.state !== 'leaving' || member.ends_at === null || member.ends_at > now) return;
  await changeMember(tx, member.id, { state: 'left', updated_at: now });
  await tellMembers(act, { kind: 'left', name: member.name }, { occasion: member.id });
  act.record({ action: 'alliance_member.left', after: { member: member.id, user: member.user_id } });
}

async function endAlliance(act: AllianceAct): Promise<void> {
  const { state, ends_at: endsAt } = act.alliance;
  if (state === 'winding_down' && endsAt !== null && endsAt <= act.now) await dissolve(act, endsAt);
}

async function dropLostNodes(act: AllianceAct): Promise<void> {
  const { tx, now, alliance } = act;
  const lost = (await orphanedContributions(tx, now)).filter((row) => row.alliance_id === alliance.id);
  await endContributions(tx, lost, { endsAt: now, now });
  for (const { id, node_id: nodeId, member_id } of lost) {
    const name = (await findMember(tx, alliance.id, member_id))?.name ?? '';
    await tellMembers(act, { kind: 'node_lost', nodeId, name }, { occasion: id });
    act.record({ action: 'alliance_node.lost', object: `node:${nodeId}`, after: { alliance: alliance.id } });
  }
}
