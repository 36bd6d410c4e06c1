export interface ContractTimers {
  /** Runs the step after the delay; a contract has one next step at most, the newer one wins. */
  later(contractId: number, delayMs: number, step: () => void): void;
  cancel(contractId: number): void;
  /** No step runs after this. */
  close(): void;
}

export function createContractTimers(): ContractTimers {
  const timers = new Map<number, NodeJS.Timeout>();
  let closed = false;
  const cancel = (contractId: number) => {
    clearTimeout(timers.get(contractId));
    timers.delete(contractId);
  };
  return {
    cancel,
    later(contractId, delayMs, step) {
      cancel(contractId);
      if (closed) return;
      const run = () => {
        timers.delete(contractId);
        step();
      };
      timers.set(contractId, setTimeout(run, delayMs));
    },
    close() {
      closed = true;
      for (const contractId of [...timers.keys()]) cancel(contractId);
    },
  };
}
