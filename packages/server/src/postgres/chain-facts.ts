import type { Database } from './store.ts';

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
}
export type ChainFactKey = keyof ChainFacts;

export async function readFact<Key extends ChainFactKey>(
  db: Database,
  key: Key,
): Promise<{ value: ChainFacts[Key]; seenAt: Date } | undefined> {
  const row = await db.selectFrom('chain_facts').selectAll().where('key', '=', key).executeTakeFirst();
  return row && { value: row.value as ChainFacts[Key], seenAt: row.seen_at };
}

export async function saveFact<Key extends ChainFactKey>(
  db: Database,
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
