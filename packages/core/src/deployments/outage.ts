/**
 * A node that hosts machines is asked about them this often by our clock: each minute, and a little less, since the tick
 * that asks may come a moment early.
 */
export const POLL_EVERY_MS = 55_000;
/**
 * Polls in a row without an answer that make an outage. One lost message is nothing, two may be a restart of the relay;
 * three are about three minutes, which is sooner than people notice.
 */
export const SILENT_POLLS = 3;

/** What is known of a node from asking it. Milliseconds since 1970. */
export interface NodePoll {
  answeredAtMs: number | null;
  /** First of the polls in a row that got no answer. */
  silentSinceMs: number | null;
  silentPolls: number;
}

/**
 * `answered`: the node told of its machines. `silent`: the message was sent and nothing came. `down`: the node itself has
 * reported that it is switched off. `unknown`: we could not ask, which says nothing about the node.
 */
export type PollOutcome = 'answered' | 'silent' | 'down' | 'unknown';

/** Counts a poll. Time alone never counts, nor does a poll that could not be sent or falls into announced maintenance. */
export function countPoll(
  before: NodePoll,
  poll: { outcome: PollOutcome; atMs: number; inMaintenance: boolean },
): NodePoll {
  const { outcome, atMs, inMaintenance } = poll;
  if (outcome === 'answered') return { answeredAtMs: atMs, silentSinceMs: null, silentPolls: 0 };
  if (outcome === 'unknown') return before;
  if (inMaintenance) return { ...before, silentSinceMs: null, silentPolls: 0 };
  if (outcome === 'down') return before;
  return {
    answeredAtMs: before.answeredAtMs,
    silentSinceMs: before.silentSinceMs ?? atMs,
    silentPolls: before.silentPolls + 1,
  };
}

export type OutageCause = 'node_silent' | 'node_down' | 'machine_failed' | 'machine_gone';

/** How the node says a machine stands; `gone` when it knows none of that contract. */
export type MachineAnswer = 'ok' | 'failed' | 'gone' | 'pending';

export type MachineVerdict =
  /** It answers: an outage is over, a doubt is cleared. */
  | { kind: 'fine' }
  /** Perhaps out since then: nothing after that is charged until it is known. */
  | { kind: 'doubt'; sinceMs: number }
  | { kind: 'outage'; cause: OutageCause; sinceMs: number }
  /** Nothing is learnt. */
  | { kind: 'unknown' };

/**
 * The service-level rule. A machine is out from the moment its node says so, or from the first of three polls in a row
 * that the node did not answer; until its node says that it runs. Time in which it is out is not charged. What falls into
 * announced maintenance is no outage; one that began before goes on.
 */
export function judgeMachine(facts: {
  outcome: PollOutcome;
  /** After counting this poll. */
  poll: NodePoll;
  answer: MachineAnswer | undefined;
  atMs: number;
  inMaintenance: boolean;
}): MachineVerdict {
  const { outcome, poll, answer, atMs, inMaintenance } = facts;
  if (outcome === 'answered') return judgeAnswer(answer, atMs, inMaintenance);
  if (outcome === 'unknown' || inMaintenance) return { kind: 'unknown' };
  if (outcome === 'down') return { kind: 'outage', cause: 'node_down', sinceMs: atMs };
  const sinceMs = poll.silentSinceMs ?? atMs;
  return poll.silentPolls >= SILENT_POLLS
    ? { kind: 'outage', cause: 'node_silent', sinceMs }
    : { kind: 'doubt', sinceMs };
}

function judgeAnswer(answer: MachineAnswer | undefined, atMs: number, inMaintenance: boolean): MachineVerdict {
  if (answer === 'ok') return { kind: 'fine' };
  if (answer === 'gone') return { kind: 'outage', cause: 'machine_gone', sinceMs: atMs };
  if (answer === 'failed' && !inMaintenance) return { kind: 'outage', cause: 'machine_failed', sinceMs: atMs };
  return { kind: 'unknown' };
}
