import type { AllianceVote } from '@marketplace/contract';
import { electorsOf, tally } from '@marketplace/core/alliances';
import { electorOf, type MemberRow, presentMembers } from '../../postgres/alliance-members.ts';
import { ballotsOf, type ListedVote, listVotes, type NamedBallot } from '../../postgres/alliance-votes.ts';
import type { Database } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

/** Votes with their ballots, for a member. Of an open vote the weights are those of now, of a closed one as they were. */
export async function votesJson(
  db: Database,
  allianceId: string,
  rows: readonly ListedVote[],
  userId: string,
): Promise<AllianceVote[]> {
  const [members, ballots] = await Promise.all([
    presentMembers(db, allianceId),
    ballotsOf(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  return rows.map((row) =>
    voteJson(
      row,
      members,
      ballots.filter(({ vote_id }) => vote_id === row.id),
      userId,
    ),
  );
}

export async function loadVote(db: Database, allianceId: string, id: string, userId: string): Promise<AllianceVote> {
  const rows = await listVotes(db, { allianceId, id, state: 'all', limit: 1 });
  const [found] = await votesJson(db, allianceId, rows, userId);
  if (!found) throw noSuchVote();
  return found;
}

export const noSuchVote = () => new HttpProblem('not_found', 'There is no vote with this id.');

function voteJson(row: ListedVote, members: MemberRow[], ballots: NamedBallot[], userId: string): AllianceVote {
  const electors = electorsOf(members.map(electorOf), row.kind, row.member_id);
  const said = ballots.map(({ member_id, choice }) => ({ memberId: member_id, choice }));
  const me = members.find(({ user_id }) => user_id === userId);
  return {
    id: row.id,
    kind: row.kind,
    memberId: row.member_id,
    memberName: row.memberName,
    agreementId: row.agreement_id,
    change: row.change,
    reason: row.reason,
    governance: row.governance,
    openedBy: row.openerName ?? '',
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    closesAt: row.closes_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    weights: row.state === 'open' ? tally(electors, said) : asTheyWere(ballots),
    ballots: ballots.map((ballot) => ({
      memberId: ballot.member_id,
      name: ballot.name,
      choice: ballot.choice,
      weight: ballot.weight,
      castAt: ballot.cast_at.toISOString(),
    })),
    yourChoice: ballots.find(({ member_id }) => member_id === me?.id)?.choice ?? null,
    youMayVote: row.state === 'open' && electors.some(({ memberId }) => memberId === me?.id),
  };
}

function asTheyWere(ballots: readonly NamedBallot[]) {
  const sum = (choice: 'yes' | 'no') =>
    ballots.filter((ballot) => ballot.choice === choice).reduce((total, { weight }) => total + weight, 0);
  return { total: sum('yes') + sum('no'), yes: sum('yes'), no: sum('no') };
}
