import { needsBill } from '../runtime/billing/bill-contract.ts';
import type { Execution } from '../runtime/execution.ts';
import type { EventRecord } from '../runtime/values.ts';

/** A contract is visited when this much chain time has passed since its last bill or visit. */
const cycleSeconds = 3600n;

/**
 * Decides which contracts a block bills. The real chain visits each contract every 600 blocks of 6 s; here blocks are
 * faster and one block may stand for an hour, so that chain time decides instead of block numbers.
 */
export interface BillingLoop {
  /** Contracts to bill now; each is visited once in an hour whether it has something to bill or not. */
  due(chain: Execution): bigint[];
  /** Learns of new and removed contracts. */
  follow(events: readonly EventRecord[]): void;
}

export function createBillingLoop(contractIds: Iterable<bigint>): BillingLoop {
  const nextVisitSeconds = new Map<bigint, bigint>();
  for (const id of contractIds) nextVisitSeconds.set(id, 0n);

  return {
    due(chain) {
      const due: bigint[] = [];
      for (const [id, visit] of nextVisitSeconds) {
        if (visit > chain.nowSeconds) continue;
        const contract = chain.get('SmartContractModule.Contracts', id);
        const payment = chain.get('SmartContractModule.ContractPaymentState', id);
        if (!contract || !payment) continue;
        const cycleEnd = payment.last_updated_seconds + cycleSeconds;
        if (cycleEnd > chain.nowSeconds) {
          nextVisitSeconds.set(id, cycleEnd);
          continue;
        }
        nextVisitSeconds.set(id, chain.nowSeconds + cycleSeconds);
        if (needsBill(chain, contract)) due.push(id);
      }
      return due;
    },
    follow(events) {
      for (const { event } of events) {
        if (event.type !== 'SmartContractModule') continue;
        const { type, value } = event.value as { type: string; value: { contract_id: bigint } };
        if (type === 'ContractCreated') nextVisitSeconds.set(value.contract_id, 0n);
        if (type.endsWith('ContractCanceled')) nextVisitSeconds.delete(value.contract_id);
      }
    },
  };
}
