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
  name_taken: { happened: 'One of your deployments already has this name.', todo: 'Choose another name.' },
  deployment_final: { happened: 'This deployment has already ended.', todo: 'Reload the page to see its last state.' },
  ssh_key_exists: { happened: 'This key is already stored.', todo: 'Choose it in the list.' },
  top_up_not_cancellable: {
    happened: 'This payment cannot be cancelled any more.',
    cost: 'It is paid once, and what is paid is added to your balance.',
    todo: 'Look at your balance, or ask for a refund.',
  },
  account_suspended: {
    happened: 'Your account is suspended: nothing new can be started.',
    todo: 'Read the reason in your notifications, or write to support.',
  },
  last_operator: { todo: 'Give the role to somebody else first.' },
  task_not_retryable: { todo: 'Close the task with a note instead.' },
  payload_too_large: { todo: 'Send less at once.' },
  rate_limited: { happened: 'There were too many requests in a short time.', todo: 'Wait a minute, then try again.' },
  temporarily_unavailable: { todo: 'Try again in a moment.' },
  internal_error: {
    happened: 'The marketplace failed while working on this.',
    cost: 'An unfinished payment or order is settled or undone by itself.',
    todo: 'Try again; if it stays, write to support with the request id.',
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
