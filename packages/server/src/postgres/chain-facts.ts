import type { Database, Tx } from './store.ts';

/** Facts read from the chain, each with its age: what a process needs to price and to show without asking the chain. */
export interface ChainFacts {
  pricing_policy: {
    cuUnits: string;
    suUnits: string;
    nuUnits: string;
    ipv4Units: string;
    nameUnits: string;
    rentPercent: string;
  };
  tft_price: { averageMusd: number; minMusd: number; maxMusd: number };
  network: { name: string; genesisHash: string; specVersion: number };
  /** The chain's runtime: its rules say who gets what of a bill. */
  runtime: { specVersion: number };
  operator_account: { address: string; twinId: number | null; usableUnits: string; reservedUnits: string };

  /** The operator's account on Stellar; a line is null without its trustline. `exists` is false until somebody funds it. */
  stellar_account: {
    address: string;
    exists: boolean;
    xlmUnits: string;
    /** What the network keeps back: the base reserve and one per subentry. */
    xlmReserveUnits: string;
    xlmSpendableUnits: string;
    subentries: number;
    usdc: StellarLine | null;
    tft: StellarLine | null;
  };
  /** The account that pays the contracts; usable by the chain's own rule. */
  hot_twin: {
    address: string;
    twinId: number | null;
    freeUnits: string;
    reservedUnits: string;
    frozenUnits: string;
    usableUnits: string;
  };
  /** The account bonded to the twin: it counts for the discount and never pays. Null when none is bonded. */
  stash: { address: string; freeUnits: string; usableUnits: string } | null;
  /** What the bridge keeps of each crossing. */
  bridge_fees: { depositUnits: string; withdrawUnits: string };
}
/** A trustline: held, free to spend, and the most that it takes. */
export interface StellarLine {
  units: string;
  spendableUnits: string;
  limitUnits: string;
}
export type ChainFactKey = keyof ChainFacts;

export async function readFact<Key extends ChainFactKey>(
  db: Database | Tx,
  key: Key,
): Promise<{ value: ChainFacts[Key]; seenAt: Date } | undefined> {
  const row = await db.selectFrom('chain_facts').selectAll().where('key', '=', key).executeTakeFirst();
  return row && { value: row.value as ChainFacts[Key], seenAt: row.seen_at };
}

export async function saveFact<Key extends ChainFactKey>(
  db: Database | Tx,
  key: Key,
  value: ChainFacts[Key],
  now: Date,
): Promise<void> {
  const text = JSON.stringify(value);
  await db
    .insertInto('chain_facts')
    .values({ key, value: text, seen_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text, seen_at: now }))
    .execute();
}
