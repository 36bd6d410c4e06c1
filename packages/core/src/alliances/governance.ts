/**
 * How members decide. Unanimity: everybody says yes, one no ends it. Weighted majority: more than half of the weight of all
 * who may vote, whether they vote or not.
 */
export type Governance = 'unanimity' | 'weighted_majority';

/** Somebody who may vote on a question. */
export interface Elector {
  readonly memberId: string;
  /** A whole number from 1. */
  readonly weight: number;
}

export interface Ballot {
  readonly memberId: string;
  readonly choice: 'yes' | 'no';
}

export type Outcome = 'passed' | 'rejected' | 'open';

/**
 * Where a vote stands. Ballots of people who may not vote (any more) do not count; at most one ballot per member is given.
 * Nothing passes while nobody may vote.
 */
export function decide(governance: Governance, electors: readonly Elector[], ballots: readonly Ballot[]): Outcome {
  const { total, yes, no } = tally(electors, ballots);
  if (total === 0) return 'open';
  if (governance === 'unanimity') {
    if (no > 0) return 'rejected';
    return yes === total ? 'passed' : 'open';
  }
  if (2 * yes > total) return 'passed';
  // What is not yet said cannot carry it any more.
  return 2 * (total - no) <= total ? 'rejected' : 'open';
}

export interface Tally {
  /** Weight of everybody who may vote, and of those who said yes or no. */
  readonly total: number;
  readonly yes: number;
  readonly no: number;
}

export function tally(electors: readonly Elector[], ballots: readonly Ballot[]): Tally {
  const choices = new Map(ballots.map(({ memberId, choice }) => [memberId, choice]));
  let [total, yes, no] = [0, 0, 0];
  for (const { memberId, weight } of electors) {
    total += weight;
    const choice = choices.get(memberId);
    if (choice === 'yes') yes += weight;
    if (choice === 'no') no += weight;
  }
  return { total, yes, no };
}

export type VoteKind = 'join' | 'expel' | 'dissolve' | 'agreement' | 'settings';

/** Who may vote: all members who gave no notice, and nobody on their own expulsion. */
export const electorsOf = <M extends Elector & { readonly state: string }>(
  members: readonly M[],
  kind: VoteKind,
  subjectMemberId?: string | null,
): M[] =>
  members.filter(({ memberId, state }) => state === 'member' && !(kind === 'expel' && memberId === subjectMemberId));
