import type { TransferKind, TransferStatus } from '@marketplace/core/treasury';
import { type ChainFactKey, type ChainFacts, readFact } from './chain-facts.ts';
import type { TransferOrigin } from './schema/treasury.ts';
import type { Database, Tx } from './store.ts';
import { type FreeFunds, freeFunds } from './treasury-funds.ts';
import { openTransfers } from './treasury-transfers.ts';

/** A fact and when it was read; undefined until then. */
export type Aged<Key extends ChainFactKey> = { value: ChainFacts[Key]; seenAt: Date } | undefined;

/** The operator's wallets, each with its age, and what is under way between them. Amounts in units of 1e-7. */
export interface TreasuryFacts {
  /** XLM, USDC and TFT on Stellar. */
  stellar: Aged<'stellar_account'>;
  /** The account that pays the contracts. */
  hotTwin: Aged<'hot_twin'>;
  /** Counts for the discount, never pays. */
  stash: Aged<'stash'>;
  /** The chain's price of TFT. */
  price: Aged<'tft_price'>;
  bridgeFees: Aged<'bridge_fees'>;
  /** What a new transfer may take; undefined while the account on Stellar is not ready. */
  free: FreeFunds | undefined;
  /** Oldest first. */
  inFlight: TransferInFlight[];
}

export interface TransferInFlight {
  id: string;
  kind: TransferKind;
  origin: TransferOrigin;
  status: TransferStatus;
  bridge: boolean;
  spendUnits: bigint | null;
  obtainUnits: bigint | null;
  /** TFT that is bought already; null before. */
  deliveredUnits: bigint | null;
  startedAt: Date;
}

export async function readTreasuryFacts(db: Database | Tx): Promise<TreasuryFacts> {
  return {
    stellar: await readFact(db, 'stellar_account'),
    hotTwin: await readFact(db, 'hot_twin'),
    stash: await readFact(db, 'stash'),
    price: await readFact(db, 'tft_price'),
    bridgeFees: await readFact(db, 'bridge_fees'),
    free: await freeFunds(db),
    inFlight: (await openTransfers(db)).map((row) => ({
      id: row.id,
      kind: row.kind,
      origin: row.origin,
      status: row.status,
      bridge: row.bridge,
      spendUnits: row.spend_units,
      obtainUnits: row.obtain_units,
      deliveredUnits: row.delivered_units,
      startedAt: row.created_at,
    })),
  };
}
