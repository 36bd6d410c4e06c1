/** `inquiry`: the bank asks and takes nothing. `closed`: it ended without taking anything. */
export type DisputeStatus = 'inquiry' | 'needs_response' | 'under_review' | 'won' | 'lost' | 'closed';

/** A dispute as the card processor tells of it. */
export interface DisputeNews {
  status: DisputeStatus;
  amountUnits: bigint;
}

export interface DisputeState {
  status: DisputeStatus;
  /** What the customer's balance is short of because of it. */
  withheldUnits: bigint;
}

/** Later news outrank earlier ones; a decision is never taken back. */
const rank: Record<DisputeStatus, number> = {
  inquiry: 1,
  needs_response: 2,
  under_review: 3,
  won: 4,
  lost: 4,
  closed: 4,
};

export const isOpenDispute = (status: DisputeStatus): boolean => rank[status] < 4;

/** Whether the bank took money that is not given back, so far. */
const takes = (status: DisputeStatus): boolean =>
  status === 'needs_response' || status === 'under_review' || status === 'lost';

/**
 * Takes news of a dispute, in any order and any number of times; without a state it is the first news. `deltaUnits` is
 * what is withheld from the customer's balance on top of before, negative when it is given back.
 */
export function takeDisputeNews(
  state: DisputeState | undefined,
  news: DisputeNews,
): DisputeState & { deltaUnits: bigint } {
  if (state && rank[news.status] < rank[state.status]) return { ...state, deltaUnits: 0n };
  if (state && !isOpenDispute(state.status)) return { ...state, deltaUnits: 0n };
  const withheldUnits = takes(news.status) ? news.amountUnits : 0n;
  return { status: news.status, withheldUnits, deltaUnits: withheldUnits - (state?.withheldUnits ?? 0n) };
}
