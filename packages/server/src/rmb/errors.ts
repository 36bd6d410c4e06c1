/** Everything that a call over the message bus may end with instead of an answer. */
export abstract class RmbError extends Error {
  abstract readonly code: string;
  /** True when the node may have done what it was asked. */
  abstract readonly outcomeUnknown: boolean;
}

/** No trustworthy answer within the deadline, or the connection broke after sending. */
export class RmbSilence extends RmbError {
  readonly code = 'no_answer';
  readonly outcomeUnknown = true;

  constructor(command: string, cause: unknown) {
    super(`no answer to ${command}`, { cause });
    this.name = 'RmbSilence';
  }
}

/** The relay could not be reached or the message was never sent: certainly nothing happened. */
export class RmbUnreachable extends RmbError {
  readonly code = 'relay_unreachable';
  readonly outcomeUnknown = false;

  constructor(cause: unknown) {
    super('the relay could not be reached', { cause });
    this.name = 'RmbUnreachable';
  }
}

/** The relay, which signs nothing, says that it did not pass the message on: believed only as far as "unknown". */
export class RmbUndelivered extends RmbError {
  readonly code = 'undelivered';
  readonly outcomeUnknown = true;

  constructor(reason: string) {
    super(`the relay did not deliver: ${reason}`);
    this.name = 'RmbUndelivered';
  }
}

/** The node itself refused, signed with its key. `reason` is its own text. */
export class RmbRefused extends RmbError {
  readonly code = 'refused';
  readonly outcomeUnknown = false;
  readonly reason: string;

  constructor(command: string, reason: string) {
    super(`${command} was refused: ${reason}`);
    this.name = 'RmbRefused';
    this.reason = reason;
  }
}

/** The node answered something that our schema does not know. Whether it did its work is open. */
export class RmbAnswerInvalid extends RmbError {
  readonly code = 'answer_invalid';
  readonly outcomeUnknown = true;

  constructor(command: string, cause: unknown) {
    super(`the answer to ${command} has a shape that this version does not know`, { cause });
    this.name = 'RmbAnswerInvalid';
  }
}
