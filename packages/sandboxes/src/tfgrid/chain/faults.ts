import type { ChainFault, ChainFaults } from './access.ts';

/** Faults in the order in which submissions will meet them. */
export interface FaultQueue extends ChainFaults {
  /** The fault of the next submission, which thereby is used up; undefined when all is well. */
  take(): ChainFault | undefined;
  /** True when the transaction is being refused; a pending `refuse` is used up by the first transaction that asks. */
  refuses(transactionHash: string, blockNumber: number): boolean;
}

/** A refused transaction stays refused for some blocks: clients validate it several times before they give up. */
const refusedBlocks = 3;

export function createFaults(): FaultQueue {
  let queue: ChainFault[] = [];
  const refusedUntil = new Map<string, number>();

  return {
    add(fault, count = 1) {
      for (let i = 0; i < count; i++) queue.push(fault);
    },
    clear() {
      queue = [];
      refusedUntil.clear();
    },
    pending: () => [...queue],
    take: () => queue.shift(),
    refuses(transactionHash, blockNumber) {
      const until = refusedUntil.get(transactionHash);
      if (until !== undefined && blockNumber <= until) return true;
      if (queue[0]?.kind !== 'refuse') return false;
      queue.shift();
      refusedUntil.set(transactionHash, blockNumber + refusedBlocks);
      return true;
    },
  };
}
