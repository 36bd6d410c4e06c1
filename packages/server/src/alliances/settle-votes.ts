import { decide, electorsOf, voteClause } from '@marketplace/core/alliances';
import { electorOf, type MemberRow, presentMembers } from '../postgres/alliance-members.ts';
import { ballotsOf, closeVote, openVotes, type VoteRow } from '../postgres/alliance-votes.ts';
import { findAlliance } from '../postgres/alliances.ts';
import type { AllianceAct } from './act.ts';
import { tellMembers } from './tell-members.ts';
import { effects, subjectOf } from './vote-effects.ts';

/**
 * Looks at every open vote after ballots or members changed, and does what passed. What is done may decide another vote:
 * the look is repeated until nothing is decided any more.
 */
export async function settleVotes(act: AllianceAct): Promise<void> {
  while (await settleOne(act));
}

async function settleOne(act: AllianceAct): Promise<boolean> {
  const { tx, now, alliance } = act;
  const members = await presentMembers(tx, alliance.id);
  const votes = await openVotes(tx, alliance.id);
  const ballots = await ballotsOf(
    tx,
    votes.map(({ id }) => id),
  );
  for (const vote of votes) {
    if (isMoot(vote, members)) {
      await closeVote(tx, vote.id, 'void', now);
      act.record({ action: 'alliance_vote.void', after: { vote: vote.id, kind: vote.kind } });
      return true;
    }
    const own = ballots.filter(({ vote_id }) => vote_id === vote.id);
    const outcome = decide(
      vote.governance,
      electorsOf(members.map(electorOf), vote.kind, vote.member_id),
      own.map(({ member_id, choice }) => ({ memberId: member_id, choice })),
    );
    if (outcome === 'open') continue;
    await endVote(act, vote, outcome, now);
    return true;
  }
  return false;
}

/** Ends a vote, tells the members and does what follows from it. */
export async function endVote(
  act: AllianceAct,
  vote: VoteRow,
  outcome: 'passed' | 'rejected' | 'expired',
  at: Date,
): Promise<void> {
  await closeVote(act.tx, vote.id, outcome, at);
  const about = await subjectOf(act.tx, vote);
  await tellMembers(act, { kind: 'vote_closed', vote: vote.kind, about, outcome }, { occasion: vote.id });
  act.record({
    action: `alliance_vote.${outcome}`,
    after: { vote: vote.id, kind: vote.kind },
    reason: `The members voted ${voteClause(vote.kind, about)}.`,
  });
  await effects[vote.kind](act, vote, outcome === 'passed');
  const alliance = await findAlliance(act.tx, act.alliance.id);
  if (alliance) act.alliance = alliance;
}

/** The person who wanted to join took it back; the one to be expelled has left. */
function isMoot({ kind, member_id }: VoteRow, members: readonly MemberRow[]): boolean {
  const subject = members.find(({ id }) => id === member_id);
  if (kind === 'join') return subject?.state !== 'requested';
  if (kind === 'expel') return subject === undefined;
  return false;
}
