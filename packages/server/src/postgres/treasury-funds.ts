import { sql } from 'kysely';
import { readFact } from './chain-facts.ts';
import type { Database, Tx } from './store.ts';

/** What nobody has asked for yet: on the account, and accounted for by lots. */
export interface FreeFunds {
  usdcUnits: bigint;
  tftUnits: bigint;
}

/** Undefined until the account was read and has both trustlines. */
export async function freeFunds(db: Database | Tx): Promise<FreeFunds | undefined> {
  const account = (await readFact(db, 'stellar_account'))?.value;
  if (!account?.usdc || !account.tft) return undefined;
  const { rows } = await sql<{ usdc: bigint; tft: bigint; usdcAsked: bigint; tftAsked: bigint }>`
    select
      (select coalesce(sum(left_units), 0) from treasury_lots where asset = 'USDC' and arrived_at is not null)::bigint as usdc,
      (select coalesce(sum(left_units), 0) from treasury_lots where asset = 'TFT' and arrived_at is not null)::bigint as tft,
      (select coalesce(sum(t.spend_units), 0) from treasury_transfers t
        where t.status in ('quoting', 'swapping'))::bigint as "usdcAsked",
      (select coalesce(sum(case when t.kind = 'funding' then t.delivered_units else t.carry_units end), 0)
        from treasury_transfers t where t.status in ('swapped', 'depositing'))::bigint as "tftAsked"`.execute(db);
  const sums = rows[0];
  if (!sums) throw new Error('a sum has one row');
  return {
    usdcUnits: least(BigInt(account.usdc.spendableUnits), sums.usdc) - sums.usdcAsked,
    tftUnits: least(BigInt(account.tft.spendableUnits), sums.tft) - sums.tftAsked,
  };
}

const least = (left: bigint, right: bigint) => (left < right ? left : right);

/** What lots account for. */
export async function freeOfLots(db: Database | Tx, asset: 'USDC' | 'TFT'): Promise<bigint> {
  const { rows } = await sql<{ units: bigint }>`
    select coalesce(sum(left_units), 0)::bigint as units from treasury_lots
    where asset = ${asset} and arrived_at is not null`.execute(db);
  return rows[0]?.units ?? 0n;
}
