/** Everything that the adapter itself throws. */
export abstract class ChainError extends Error {
  abstract readonly code: string;
}

/** The chain did not answer, or not in time. Says nothing about what a submission in flight has done. */
export class ChainUnavailable extends ChainError {
  readonly code = 'chain_unavailable';

  constructor(doing: string, cause: unknown) {
    super(`the chain could not be reached while ${doing}`, { cause });
    this.name = 'ChainUnavailable';
  }
}

/** The chain answered something that our schemas do not know: read nothing into it, sign nothing on it. */
export class ChainAnswerInvalid extends ChainError {
  readonly code = 'chain_answer_invalid';

  constructor(item: string, cause: unknown) {
    super(`the chain's ${item} has a shape that this version does not know`, { cause });
    this.name = 'ChainAnswerInvalid';
  }
}

/** Signing is refused because the runtime differs from what this version was written for, or no key is configured. */
export class SigningRefused extends ChainError {
  readonly code = 'signing_refused';

  constructor(reason: string) {
    super(reason);
    this.name = 'SigningRefused';
  }
}

/** The node no longer keeps that block, or its state: what happened in it cannot be learnt here any more. */
export class HistoryGone extends ChainError {
  readonly code = 'history_gone';

  constructor(what: string, cause?: unknown) {
    super(`the node no longer keeps ${what}`, { cause });
    this.name = 'HistoryGone';
  }
}
