import type { ChainFaults } from '../chain/access.ts';

export const faultTargets = ['chain', 'relay', 'node', 'gridproxy'] as const;
export const faultKinds = ['silence', 'timeoutAfterInclusion', 'refuse', 'slow', 'drop', 'badPayload'] as const;
export type FaultTarget = (typeof faultTargets)[number];
export type FaultKind = (typeof faultKinds)[number];

/**
 * Something that goes wrong on purpose. On relay, node and gridproxy the kinds mean: `silence` no answer and no effect,
 * `timeoutAfterInclusion` the effect without its answer, `refuse` an error answer, `slow` an answer after `ms`, `drop` the
 * connection breaks, `badPayload` an answer that cannot be read.
 */
export interface Fault {
  target: FaultTarget;
  kind: FaultKind;
  /** With target `node`: this node only. */
  nodeId?: number;
  /** With target `node`: this command only; `refuse` means `zos.deployment.deploy` unless said otherwise. */
  command?: string;
  ms: number;
}

export interface Faults {
  /** The next `count` matching messages meet the fault; 0 takes all faults of the target away. Throws a RangeError for a kind the target does not know. */
  add(fault: Fault, count: number): void;
  /** Uses up one fault for this message, if one waits. */
  take(target: Exclude<FaultTarget, 'chain'>, message?: { nodeId: number; command: string }): Fault | undefined;
  pending(): (Fault & { left: number })[];
}

export function createFaults(chain: ChainFaults): Faults {
  let waiting: (Fault & { left: number })[] = [];
  return {
    add(fault, count) {
      if (fault.target === 'chain') addToChain(chain, fault, count);
      else if (count === 0) waiting = waiting.filter((other) => other.target !== fault.target);
      else waiting.push({ ...fault, left: count });
    },
    take(target, message) {
      const fault = waiting.find((each) => each.target === target && concerns(each, message));
      if (fault === undefined) return undefined;
      fault.left -= 1;
      waiting = waiting.filter((each) => each.left > 0);
      return fault;
    },
    pending: () => [
      ...waiting,
      ...chain.pending().map((fault) => ({ target: 'chain' as const, ms: 0, ...fault, left: 1 })),
    ],
  };
}

function concerns(fault: Fault, message: { nodeId: number; command: string } | undefined): boolean {
  if (fault.target !== 'node' || message === undefined) return true;
  const command = fault.command ?? (fault.kind === 'refuse' ? 'zos.deployment.deploy' : message.command);
  return (fault.nodeId ?? message.nodeId) === message.nodeId && command === message.command;
}

function addToChain(chain: ChainFaults, { kind, ms }: Fault, count: number): void {
  if (count === 0) {
    chain.clear();
    return;
  }
  if (kind === 'drop' || kind === 'badPayload') throw new RangeError(`the chain knows no fault ${kind}`);
  chain.add(kind === 'slow' ? { kind, ms } : { kind }, count);
}
