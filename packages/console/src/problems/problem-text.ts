import type { Problem, ProblemCode } from '@marketplace/contract';

/** What happened, what it cost, what to do. The fourth part, the request id, is added by the notice. */
export interface ProblemText {
  happened: string;
  cost: string;
  todo: string;
}

type Entry = Partial<ProblemText>;
const NOTHING = 'You were not charged.';

/** Where `happened` is missing the API's own sentence stands: it names the field or the thing. */
const texts: Partial<Record<ProblemCode, Entry>> = {
  validation_failed: { todo: 'Correct what is marked and send it again.' },
  malformed_body: { todo: 'Reload the page and send it again.' },
  unauthenticated: { happened: 'Your sign-in is missing or has ended.', todo: 'Sign in; you come back to this page.' },
  forbidden: { happened: 'Your account lacks the role for this.', todo: 'Ask an operator of this marketplace for it.' },
  not_found: { happened: 'This does not exist, or it belongs to somebody else.', todo: 'Go back to the list.' },
  insufficient_balance: { todo: 'Top up, then deploy again; your order is kept.' },
  amount_out_of_range: { todo: 'Choose another amount.' },
  idempotency_conflict: {
    happened: 'This was sent before with other values.',
    todo: 'Reload the page to see what was done, then decide.',
  },
  request_in_progress: {
    happened: 'The same request is still being worked on.',
    cost: 'It takes effect at most once.',
    todo: 'Wait a few seconds and look again.',
  },
  no_capacity: { todo: 'Choose a smaller size, another place or no public IPv4.' },
  node_unavailable: { todo: 'Choose another node.' },
  quote_expired: {
    happened: 'The price was held for 15 minutes and has run out.',
    todo: 'Look at the new price and deploy again.',
  },
  quote_mismatch: {
    happened: 'The order differs from what was priced.',
    todo: 'Look at the new price and deploy again.',
  },
  spending_cap_reached: {
    todo: 'Raise it on the page Limits, which the page Balance leads to, or wait for the next month.',
  },
  name_taken: { happened: 'One of your deployments already has this name.', todo: 'Choose another name.' },
  operation_in_progress: { cost: 'Nothing was changed.', todo: 'Wait until it is done; the page shows each step.' },
  action_not_allowed: { cost: 'Nothing was changed.', todo: 'Reload the page to see how it stands.' },
  deployment_final: { happened: 'This deployment has already ended.', todo: 'Reload the page to see its last state.' },
  ssh_key_exists: { happened: 'This key is already stored.', todo: 'Choose it in the list.' },
  account_suspended: {
    happened: 'Your account is suspended: nothing new can be started.',
    todo: 'Read the reason in your notifications, or write to support.',
  },
  last_operator: { todo: 'Give the role to somebody else first.' },
  maintenance_overlap: { todo: 'Choose another time, or change the other window.' },
  maintenance_over: { todo: 'Announce another window.' },
  task_not_retryable: { todo: 'Close the task with a note instead.' },
  top_up_not_cancellable: {
    happened: 'This payment cannot be cancelled any more.',
    cost: 'It is paid once, and what is paid is added to your balance.',
    todo: 'Look at your balance, or ask for a refund.',
  },
  signature_invalid: { todo: 'Sign exactly the text that is shown, with the account that it names.' },
  account_taken: { todo: 'Disconnect it there, or connect another account.' },
  account_in_use: {},
  account_not_connected: { todo: 'Connect it under “Become a provider”.' },
  challenge_expired: { todo: 'Ask for a new text and sign that one.' },
  node_not_owned: { todo: 'Choose nodes of your own farms, or connect the account that owns them.' },
  node_leaving: { todo: 'Send a new request for it.' },
  node_taken: { todo: 'Leave it out, or wait until the other request is decided.' },
  request_open: { todo: 'Open it under “Become a provider”.' },
  request_final: { todo: 'Reload the page to see its last state.' },
  dispute_not_answerable: { cost: 'Nothing was sent.', todo: 'Reload the page to see how the dispute stands.' },
  top_up_not_refundable: { cost: 'Nothing was refunded.', todo: 'Reload the page to see how the payment stands.' },
  refund_exceeds_payment: { cost: 'Nothing was refunded.', todo: 'Choose a smaller amount.' },
  coupon_unknown: { todo: 'Look at the code again, letter by letter.' },
  coupon_expired: { todo: 'Ask whoever gave it to you for another.' },
  coupon_used_up: { todo: 'Ask whoever gave it to you for another.' },
  coupon_limit_reached: { todo: 'Its credit stands on your statement.' },
  coupon_exists: { todo: 'Choose another code, or leave it empty for a random one.' },
  payload_too_large: { todo: 'Send less at once.' },
  rate_limited: { happened: 'There were too many requests in a short time.', todo: 'Wait a minute, then try again.' },
  temporarily_unavailable: { todo: 'Try again in a moment.' },
  settings_changed: { cost: 'Nothing was stored.', todo: 'Load what stands now, then make your change again.' },
  price_in_force: { cost: 'Nothing was changed.', todo: 'Publish a new rule to change the price.' },
  maintenance_mode: { todo: 'Try again when it is over; what you have deployed goes on running.' },
  internal_error: {
    happened: 'The marketplace failed while working on this.',
    cost: 'An unfinished payment or order is settled or undone by itself.',
    todo: 'Try again; if it stays, write to support with the request id.',
  },

  payout_address_missing: {
    happened: 'No address is set that payouts go to.',
    cost: 'Nothing was moved.',
    todo: 'Set your address on TFChain, then ask again.',
  },
  payout_exceeds_payable: { cost: 'Nothing was moved.', todo: 'Reload the page and ask for what is payable now.' },
  payout_decided: {
    happened: 'This payout does not wait for a decision.',
    cost: 'Nothing was moved.',
    todo: 'Reload the page to see how it stands.',
  },
  no_payout_waiting: {
    happened: 'Nobody waits for a payout.',
    cost: 'Nothing was sent.',
    todo: 'Reload the page; another run may have taken them.',
  },
  price_too_old: {
    cost: 'Nothing was sent.',
    todo: 'Wait until the chain answers again, then start the run.',
  },
  float_too_small: { cost: 'Nothing was sent.', todo: 'Add TFT to the account on the chain, then start the run.' },
  saved_filter_name_taken: { cost: 'Nothing was saved.', todo: 'Choose another name.' },
  saved_filter_limit_reached: { cost: 'Nothing was saved.', todo: 'Delete a saved search that you no longer need.' },

  top_up_answered: {
    cost: 'Nothing was changed.',
    todo: 'Look at the history: somebody answered, or it was taken back.',
  },
  top_up_not_possible: {
    cost: 'Nothing was moved.',
    todo: 'Wait, or decline it: the policy asks again when it is needed.',
  },
  policy_not_paused: { cost: 'Nothing was changed.', todo: 'Load the page again to see how the policy stands.' },

  no_liquidity: { cost: 'Nothing was exchanged.', todo: 'Try a smaller amount, or later.' },
  price_impact_too_large: { cost: 'Nothing was exchanged.', todo: 'Take a smaller amount, several times.' },
  price_out_of_bounds: { cost: 'Nothing was exchanged.', todo: 'Wait until the market and the chain agree again.' },
  treasury_not_ready: {
    cost: 'Nothing was moved.',
    todo: 'Look at the wallets: the account needs lumens and trustlines for USDC and TFT.',
  },
  wallet_too_small: {
    cost: 'Nothing was moved.',
    todo: 'Take less, record the purchase of what has arrived, or send more to the account.',
  },
  transfer_in_flight: { cost: 'Nothing was moved.', todo: 'Wait for its end.' },
  not_awaiting_signature: {
    happened: 'This transfer does not wait for a signature.',
    cost: 'Nothing was sent.',
    todo: 'Reload the page to see how it stands.',
  },
  signed_transaction_differs: { cost: 'Nothing was sent.', todo: 'Sign exactly the transaction that is shown.' },
  trustline_missing: {
    cost: 'Nothing was moved.',
    todo: 'Add a trustline for TFT to the account on Stellar, with room for the amount.',
  },
  movement_explained: {
    happened: 'This movement is explained already.',
    cost: 'Nothing was changed.',
    todo: 'Reload the page to see it.',
  },
  alliance_state: { cost: 'Nothing was changed.', todo: 'Reload the page to see what is possible now.' },
  alliance_too_small: { cost: 'Nothing was changed.', todo: 'Leave the alliance, or ask to dissolve it.' },
  alliance_name_taken: { cost: 'Nothing was changed.', todo: 'Choose another name.' },
  quorum_missing: { cost: 'Nothing was changed.', todo: 'Invite more members, or change the terms.' },
  already_member: { cost: 'Nothing was changed.', todo: 'Open the alliance under Your alliances.' },
  invitation_exists: { cost: 'Nothing was sent.', todo: 'Wait for the answer, or take the invitation back first.' },
  invitation_over: { cost: 'Nothing was changed.', todo: 'Reload the page to see what became of it.' },
  node_in_alliance: { cost: 'Nothing was changed.', todo: 'Choose another node, other apps or a later time.' },
  vote_exists: { cost: 'Nothing was changed.', todo: 'Answer the open vote first.' },
  vote_closed: { cost: 'Your answer was not counted.', todo: 'Reload the page to see how it ended.' },
  vote_not_yours: { cost: 'Your answer was not counted.', todo: 'Go back to the votes.' },
  agreement_open: {
    cost: 'Nothing was proposed.',
    todo: 'Answer the open proposal first, or wait until its day begins.',
  },
};

export function problemText(problem: Problem): ProblemText {
  const entry: Entry = texts[problem.code] ?? {};
  return {
    happened: entry.happened ?? sentence(problem.detail),
    cost: entry.cost ?? NOTHING,
    todo: entry.todo ?? 'Try again; if it stays, write to support with the request id.',
  };
}

/** The API's message for one field, if it named it. */
export function fieldProblem(problem: Problem | undefined, path: string): string | undefined {
  return problem?.errors?.find((error) => error.path.replace(/^body\.|^\//, '') === path)?.message;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
