import { z } from 'zod';
import { type ChainContract, contractSchema } from './contract.ts';
import { ChainAnswerInvalid } from './errors.ts';
import { type ChainTwin, twinSchema } from './schemas.ts';
import { amount, id64, u32 } from './values.ts';

/** What happened in a finalized block, in our words; anything we do not know keeps its names only. */
export type ChainEvent =
  | { kind: 'contract_created'; contract: ChainContract }
  | { kind: 'contract_updated'; contract: ChainContract }
  /** Whatever the cause: our cancel, the council, out of funds, the node deleted. */
  | { kind: 'contract_canceled'; contractId: number; nodeId: number; twinId: number }
  | {
      kind: 'contract_billed';
      contractId: number;
      atSeconds: number;
      discountLevel: DiscountLevel;
      /** Units of 1e-7 TFT; includes settled overdraft of earlier cycles. */
      amountUnits: bigint;
    }
  /** Instead of contract_billed when the twin could not pay; `overdraftUnits` is this cycle's shortfall only. */
  | { kind: 'contract_overdrawn'; contractId: number; atSeconds: number; paidUnits: bigint; overdraftUnits: bigint }
  | { kind: 'grace_started'; contractId: number }
  | { kind: 'grace_ended'; contractId: number }
  | { kind: 'grace_elapsed'; contractId: number }
  | { kind: 'reward_distributed'; contractId: number; standardUnits: bigint; additionalUnits: bigint }
  | { kind: 'twin_stored'; twin: ChainTwin }
  | { kind: 'transfer'; from: string; to: string; amountUnits: bigint }
  | { kind: 'fee_paid'; who: string; feeUnits: bigint }
  /** `amountUnits` is what the bridge pays out on Stellar. */
  | { kind: 'burn_created'; burnId: number; amountUnits: bigint }
  | { kind: 'other'; pallet: string; name: string };

export type DiscountLevel = 'None' | 'Default' | 'Bronze' | 'Silver' | 'Gold';

/** `System.Events` as far as every runtime agrees on it. */
export const eventRecordsSchema = z.array(
  z.object({
    phase: z.union([
      z.object({ type: z.literal('ApplyExtrinsic'), value: u32 }),
      z.object({ type: z.enum(['Finalization', 'Initialization']) }),
    ]),
    event: z.object({ type: z.string(), value: z.object({ type: z.string(), value: z.unknown() }) }),
  }),
);

export interface EventRecord {
  /** Index of the extrinsic that caused it; undefined for what the block itself did (billing runs as extrinsics too). */
  extrinsicIndex?: number;
  pallet: string;
  name: string;
  /** As polkadot-api decoded it. */
  raw: unknown;
}

/** Throws ChainAnswerInvalid when a known event has lost a field that we use. */
export function readEvent({ pallet, name, raw }: EventRecord): ChainEvent {
  const path = `${pallet}.${name}`;
  const schema = known[path];
  if (schema === undefined) return { kind: 'other', pallet, name };
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new ChainAnswerInvalid(`event ${path}`, parsed.error);
  return parsed.data;
}

const ofContract = z.object({ contract_id: id64 });

const known: Record<string, z.ZodType<ChainEvent>> = {
  'SmartContractModule.ContractCreated': contractSchema.transform((contract) => ({
    kind: 'contract_created' as const,
    contract,
  })),
  'SmartContractModule.ContractUpdated': contractSchema.transform((contract) => ({
    kind: 'contract_updated' as const,
    contract,
  })),
  'SmartContractModule.NodeContractCanceled': z
    .object({ contract_id: id64, node_id: u32, twin_id: u32 })
    .transform((value) => ({
      kind: 'contract_canceled' as const,
      contractId: value.contract_id,
      nodeId: value.node_id,
      twinId: value.twin_id,
    })),
  'SmartContractModule.ContractBilled': z
    .object({
      contract_id: id64,
      timestamp: id64,
      discount_level: z.object({ type: z.enum(['None', 'Default', 'Bronze', 'Silver', 'Gold']) }),
      amount_billed: amount,
    })
    .transform((value) => ({
      kind: 'contract_billed' as const,
      contractId: value.contract_id,
      atSeconds: value.timestamp,
      discountLevel: value.discount_level.type,
      amountUnits: value.amount_billed,
    })),
  'SmartContractModule.ContractPaymentOverdrawn': z
    .object({ contract_id: id64, timestamp: id64, partially_billed_amount: amount, overdraft: amount })
    .transform((value) => ({
      kind: 'contract_overdrawn' as const,
      contractId: value.contract_id,
      atSeconds: value.timestamp,
      paidUnits: value.partially_billed_amount,
      overdraftUnits: value.overdraft,
    })),
  'SmartContractModule.ContractGracePeriodStarted': ofContract.transform((value) => ({
    kind: 'grace_started' as const,
    contractId: value.contract_id,
  })),
  'SmartContractModule.ContractGracePeriodEnded': ofContract.transform((value) => ({
    kind: 'grace_ended' as const,
    contractId: value.contract_id,
  })),
  'SmartContractModule.ContractGracePeriodElapsed': ofContract.transform((value) => ({
    kind: 'grace_elapsed' as const,
    contractId: value.contract_id,
  })),
  'SmartContractModule.RewardDistributed': z
    .object({ contract_id: id64, standard_rewards: amount, additional_rewards: amount })
    .transform((value) => ({
      kind: 'reward_distributed' as const,
      contractId: value.contract_id,
      standardUnits: value.standard_rewards,
      additionalUnits: value.additional_rewards,
    })),
  'TfgridModule.TwinStored': twinSchema.transform((twin) => ({ kind: 'twin_stored' as const, twin })),
  'Balances.Transfer': z.object({ from: z.string(), to: z.string(), amount }).transform((value) => ({
    kind: 'transfer' as const,
    from: value.from,
    to: value.to,
    amountUnits: value.amount,
  })),
  'TFTBridgeModule.BurnTransactionCreated': z
    .tuple([id64, z.string(), z.unknown(), amount])
    .transform(([burnId, , , amountUnits]) => ({ kind: 'burn_created' as const, burnId, amountUnits })),
  'TransactionPayment.TransactionFeePaid': z.object({ who: z.string(), actual_fee: amount }).transform((value) => ({
    kind: 'fee_paid' as const,
    who: value.who,
    feeUnits: value.actual_fee,
  })),
};
