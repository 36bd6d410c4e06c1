import { ANSWER_WITHIN_MS, type VoteKind } from '@marketplace/core/alliances';
import { latestMembership, type MemberRow } from '../postgres/alliance-members.ts';
import { insertVote, saveBallot, type VoteRow } from '../postgres/alliance-votes.ts';
import type { SettingsChange } from '../postgres/schema/alliances.ts';
import { minuteWords } from '../time-words.ts';
import type { AllianceAct } from './act.ts';
import { settleVotes } from './settle-votes.ts';
import { tellMembers } from './tell-members.ts';
import { subjectOf } from './vote-effects.ts';

export interface NewVote {
  kind: VoteKind;
  memberId?: string;
  agreementId?: string;
  change?: SettingsChange;
  reason?: string | undefined;
  openedBy: { userId: string; name: string };
  /** The member who asks, and thereby says yes. */
  ballotOf?: MemberRow;
  /** When answers are no longer taken; in 14 days when missing. */
  closesAt?: Date;
}

/** Puts a question to the members under the rule of now, and does at once what is decided by it already. */
export async function openVote(act: AllianceAct, vote: NewVote): Promise<VoteRow> {
  const { tx, now, newId, alliance } = act;
  const row = await insertVote(tx, {
    id: newId(now),
    alliance_id: alliance.id,
    kind: vote.kind,
    member_id: vote.memberId ?? null,
    agreement_id: vote.agreementId ?? null,
    change: vote.change ? JSON.stringify(vote.change) : null,
    reason: vote.reason ?? null,
    governance: alliance.governance,
    opened_by: vote.openedBy.userId,
    state: 'open',
    opened_at: now,
    closes_at: vote.closesAt ?? new Date(now.getTime() + ANSWER_WITHIN_MS),
    decided_at: null,
  });
  act.record({
    action: 'alliance_vote.opened',
    after: { vote: row.id, kind: row.kind, ...(row.member_id ? { member: row.member_id } : {}), ...vote.change },
    ...(vote.reason ? { reason: vote.reason } : {}),
  });
  if (vote.ballotOf) await castBallot(act, row, vote.ballotOf, 'yes');
  const news = {
    kind: 'vote_opened',
    vote: row.kind,
    about: await subjectOf(tx, row),
    by: vote.openedBy.name,
    closes: minuteWords(row.closes_at),
  } as const;
  await tellMembers(act, news, { occasion: row.id, except: vote.openedBy.userId });
  await settleVotes(act);
  return row;
}

/** Stores a member's answer; whoever calls settles the votes afterwards. */
export async function castBallot(
  act: AllianceAct,
  vote: VoteRow,
  member: MemberRow,
  choice: 'yes' | 'no',
): Promise<void> {
  const { tx, now, alliance } = act;
  await saveBallot(tx, {
    vote_id: vote.id,
    alliance_id: alliance.id,
    member_id: member.id,
    choice,
    weight: member.weight,
    cast_at: now,
  });
  act.record({ action: 'alliance_vote.ballot', after: { vote: vote.id, member: member.id, choice } });
}

/** The caller as a member who may vote; undefined for everybody else. */
export async function voterOf({ tx, alliance }: AllianceAct, userId: string): Promise<MemberRow | undefined> {
  const member = await latestMembership(tx, alliance.id, userId);
  return member?.state === 'member' ? member : undefined;
}
