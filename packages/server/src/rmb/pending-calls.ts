import { type RmbError, RmbSilence, RmbUnreachable } from './errors.ts';

/** A peer that was asked: its account key, and the key that we share with it, undefined when it has none. */
export interface Peer {
  twinId: number;
  publicKey: Uint8Array;
  sharedKey?: Uint8Array;
}

export interface PendingCall {
  command: string;
  peer: Peer;
  finish(end: CallEnd): void;
}

export type CallEnd = { answer: unknown } | { error: RmbError };

/** The calls that wait for an answer, by the id of their message. Each ends exactly once: answer, error or deadline. */
export interface PendingCalls {
  readonly size: number;
  get(uid: string): PendingCall | undefined;
  /** @param send hands the message to a connection, or rejects with why there was none before the deadline. */
  run(uid: string, call: RunCall, send: (deadline: AbortSignal) => Promise<void>): Promise<unknown>;
  endAll(reason: string): void;
}

export interface RunCall {
  command: string;
  peer: Peer;
  deadlineMs: number;
}

export function createPendingCalls(): PendingCalls {
  const calls = new Map<string, PendingCall>();
  return {
    get size() {
      return calls.size;
    },
    get: (uid) => calls.get(uid),
    run: (uid, { command, peer, deadlineMs }, send) =>
      new Promise((resolve, reject) => {
        const deadline = AbortSignal.timeout(deadlineMs);
        let sent = false;
        const onDeadline = () => {
          // A message that still waits for a connection fails through `send`, which knows why.
          if (sent) finish({ error: new RmbSilence(command, new Error(`nothing within ${deadlineMs} ms`)) });
        };
        const finish = (end: CallEnd) => {
          if (!calls.delete(uid)) return;
          deadline.removeEventListener('abort', onDeadline);
          if ('error' in end) reject(end.error);
          else resolve(end.answer);
        };
        calls.set(uid, { command, peer, finish });
        deadline.addEventListener('abort', onDeadline);
        send(deadline).then(
          () => {
            sent = true;
            if (deadline.aborted) onDeadline();
          },
          (error) => finish({ error: new RmbUnreachable(error) }),
        );
      }),
    endAll(reason) {
      for (const { command, finish } of calls.values()) finish({ error: new RmbSilence(command, new Error(reason)) });
    },
  };
}
