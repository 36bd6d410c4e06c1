import { membershipNotice, noticeEndMs } from '@marketplace/core/alliances';
import { withdrawInvitations } from '../postgres/alliance-invitations.ts';
import { changeMember, type MemberRow, presentMembers } from '../postgres/alliance-members.ts';
import { endContributions, runningContributions } from '../postgres/alliance-nodes.ts';
import { closeVote, openVotes } from '../postgres/alliance-votes.ts';
import { changeAlliance } from '../postgres/alliances.ts';
import { notify } from '../postgres/notifications.ts';
import { minuteWords } from '../time-words.ts';
import type { AllianceAct } from './act.ts';
import { tellMembers } from './tell-members.ts';

/** Somebody becomes a member now. */
export async function admit(act: AllianceAct, member: MemberRow): Promise<void> {
  const { tx, now, newId, alliance } = act;
  await changeMember(tx, member.id, { state: 'member', joined_at: now, updated_at: now });
  await tellMembers(act, { kind: 'joined', name: member.name }, { occasion: member.id, except: member.user_id });
  const notice = membershipNotice({ memberId: member.id, alliance, became: 'admitted' });
  await notify(tx, { userId: member.user_id, notice, now, newId });
  act.record({ action: 'alliance_member.joined', after: { member: member.id, user: member.user_id } });
}

/** Somebody who asked to join is not taken in. */
export async function turnDown(act: AllianceAct, member: MemberRow): Promise<void> {
  const { tx, now, newId, alliance } = act;
  await changeMember(tx, member.id, { state: 'declined', updated_at: now });
  const notice = membershipNotice({ memberId: member.id, alliance, became: 'declined' });
  await notify(tx, { userId: member.user_id, notice, now, newId });
  act.record({ action: 'alliance_member.declined', after: { member: member.id, user: member.user_id } });
}

/** The notice of whoever leaves, or is expelled, begins: membership and nodes end with it. */
export async function giveNotice(act: AllianceAct, member: MemberRow, why: 'leaving' | 'expelled'): Promise<void> {
  const { tx, now, newId, alliance } = act;
  const end = new Date(noticeEndMs({ state: alliance.state, noticeDays: alliance.notice_days }, now.getTime()));
  const endsAt = member.ends_at && member.ends_at < end ? member.ends_at : end;
  const over = endsAt.getTime() <= now.getTime();
  await changeMember(tx, member.id, {
    state: why === 'expelled' ? 'expelled' : over ? 'left' : 'leaving',
    notice_at: member.notice_at ?? now,
    ends_at: endsAt,
    updated_at: now,
  });
  const given = await runningContributions(tx, { allianceId: alliance.id, memberId: member.id }, now);
  await endContributions(tx, given, { endsAt, now });
  const ends = minuteWords(endsAt);
  const news = over ? ({ kind: 'left', name: member.name } as const) : { kind: why, name: member.name, ends };
  await tellMembers(act, news, { occasion: member.id, except: member.user_id });
  if (why === 'expelled') {
    const notice = membershipNotice({ memberId: member.id, alliance, became: 'expelled', ends });
    await notify(tx, { userId: member.user_id, notice, now, newId });
  }
  act.record({
    action: over && why === 'leaving' ? 'alliance_member.left' : `alliance_member.${why}`,
    before: { state: member.state },
    after: { member: member.id, user: member.user_id, endsAt: endsAt.toISOString() },
  });
  if (await isDeserted(act)) await windDown(act);
}

/** Nobody who stays is left to decide anything. */
async function isDeserted({ tx, alliance }: AllianceAct): Promise<boolean> {
  if (alliance.state !== 'active') return false;
  return !(await presentMembers(tx, alliance.id)).some(({ state }) => state === 'member');
}

/** Nothing new from now on; what was given keeps its terms until the notice ends. */
export async function windDown(act: AllianceAct): Promise<void> {
  const { tx, now, alliance } = act;
  const endsAt = new Date(noticeEndMs({ state: alliance.state, noticeDays: alliance.notice_days }, now.getTime()));
  await changeAlliance(tx, alliance.id, {
    state: 'winding_down',
    winding_down_at: now,
    ends_at: endsAt,
    updated_at: now,
  });
  await endContributions(tx, await runningContributions(tx, { allianceId: alliance.id }, now), { endsAt, now });
  await closeEverythingOpen(act);
  await tellMembers(act, { kind: 'winding_down', ends: minuteWords(endsAt) }, { occasion: alliance.id });
  act.record({
    action: 'alliance.winding_down',
    before: { state: alliance.state },
    after: { state: 'winding_down', endsAt: endsAt.toISOString() },
  });
}

/** The end: of a proposal that its founder gave up, or of a wind-down whose time is over. */
export async function dissolve(act: AllianceAct, endsAt: Date): Promise<void> {
  const { tx, now, alliance } = act;
  await tellMembers(act, { kind: 'dissolved' }, { occasion: alliance.id });
  await changeAlliance(tx, alliance.id, { state: 'dissolved', ends_at: endsAt, updated_at: now });
  await endContributions(tx, await runningContributions(tx, { allianceId: alliance.id }, now), { endsAt, now });
  for (const member of await presentMembers(tx, alliance.id)) {
    if (member.state === 'requested') await changeMember(tx, member.id, { state: 'declined', updated_at: now });
    else
      await changeMember(tx, member.id, {
        state: 'left',
        notice_at: member.notice_at ?? alliance.winding_down_at ?? endsAt,
        ends_at: member.ends_at && member.ends_at < endsAt ? member.ends_at : endsAt,
        updated_at: now,
      });
  }
  await closeEverythingOpen(act);
  act.record({ action: 'alliance.dissolved', before: { state: alliance.state }, after: { state: 'dissolved' } });
}

async function closeEverythingOpen(act: AllianceAct): Promise<void> {
  const { tx, now, alliance } = act;
  await withdrawInvitations(tx, alliance.id, now);
  for (const vote of await openVotes(tx, alliance.id)) await closeVote(tx, vote.id, 'void', now);
  for (const member of await presentMembers(tx, alliance.id))
    if (member.state === 'requested') await turnDown(act, member);
}
