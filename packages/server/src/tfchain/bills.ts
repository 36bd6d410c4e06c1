import { z } from 'zod';
import { blockEvents, blockHash } from './blocks.ts';
import type { ChainConnection } from './connection.ts';
import { ChainAnswerInvalid } from './errors.ts';
import { type ChainEvent, type DiscountLevel, type EventRecord, readEvent } from './events.ts';
import type { ChainReads, TftPrice } from './reads.ts';

/** One bill of a contract, or the payment of what its bills have set aside. Amounts in units of 1e-7 TFT. */
export type ChainBill = { eventIndex: number; contractId: number } & (
  | { kind: 'billed'; amountUnits: bigint; discountLevel: DiscountLevel }
  /** The twin could not pay all: this part was set aside. */
  | { kind: 'overdrawn'; amountUnits: bigint }
  /** About once a day the chain pays out; `additionalUnits` is the extra fee of a dedicated node, the farmer's alone. */
  | { kind: 'distributed'; amountUnits: bigint; additionalUnits: bigint }
);

/** What a finalized block says about money: of every contract on the chain, not only ours. */
export interface BillingBlock {
  number: number;
  created: { contractId: number; nodeId: number; twinId: number }[];
  bills: ChainBill[];
  /** Known where there are bills. */
  facts?: { at: Date; specVersion: number; price: TftPrice };
}

const read = new Set([
  'SmartContractModule.ContractCreated',
  'SmartContractModule.ContractBilled',
  'SmartContractModule.ContractPaymentOverdrawn',
  'SmartContractModule.RewardDistributed',
]);

/** Throws HistoryGone when the node no longer keeps that block. */
export async function billingBlock(
  connection: Pick<ChainConnection, 'client' | 'api'>,
  reads: ChainReads,
  number: number,
): Promise<BillingBlock> {
  const hash = await blockHash(connection, number);
  const records = await blockEvents(connection, hash);
  const events = records.flatMap((record, eventIndex) =>
    isRead(record) ? [{ eventIndex, ...readEvent(record) }] : [],
  );
  const bills = events.flatMap(billOf);
  const created = events.flatMap((event) =>
    event.kind === 'contract_created' && event.contract.subject.kind === 'node'
      ? [
          {
            contractId: event.contract.contractId,
            nodeId: event.contract.subject.nodeId,
            twinId: event.contract.twinId,
          },
        ]
      : [],
  );
  if (bills.length === 0) return { number, created, bills };
  const [at, specVersion, price] = await Promise.all([
    reads.timestamp({ at: hash }),
    specVersionAt(connection, hash),
    reads.tftPrice({ at: hash }),
  ]);
  return { number, created, bills, facts: { at, specVersion, price } };
}

const isRead = ({ pallet, name }: EventRecord) => read.has(`${pallet}.${name}`);

function billOf(event: ChainEvent & { eventIndex: number }): ChainBill[] {
  const { eventIndex } = event;
  if (event.kind === 'contract_billed') {
    const { contractId, amountUnits, discountLevel } = event;
    return [{ eventIndex, contractId, kind: 'billed', amountUnits, discountLevel }];
  }
  if (event.kind === 'contract_overdrawn')
    return [{ eventIndex, contractId: event.contractId, kind: 'overdrawn', amountUnits: event.paidUnits }];
  if (event.kind === 'reward_distributed') {
    const { contractId, standardUnits: amountUnits, additionalUnits } = event;
    return [{ eventIndex, contractId, kind: 'distributed', amountUnits, additionalUnits }];
  }
  return [];
}

const versionSchema = z.object({ specVersion: z.int().positive() });

/** The runtime that made the block: its rules, not today's, say who got what. */
async function specVersionAt({ client }: Pick<ChainConnection, 'client'>, hash: string): Promise<number> {
  const answer = await client._request<unknown>('state_getRuntimeVersion', [hash]);
  const parsed = versionSchema.safeParse(answer);
  if (!parsed.success) throw new ChainAnswerInvalid('runtime version', parsed.error);
  return parsed.data.specVersion;
}
