import { maxOf } from '@marketplace/core/money';
import { type ChainFacts, type StellarLine, saveFact } from '../../postgres/chain-facts.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { openTransfers, requestAdvance } from '../../postgres/treasury-transfers.ts';
import type { StellarAccount } from '../../stellar/index.ts';
import { readMovements } from './movements.ts';
import type { TreasuryJobParts } from './parts.ts';

/** Asks for a look at the wallets, and takes up every transfer that a crash left half done. */
export async function requestWatch({ store }: Pick<TreasuryJobParts, 'store'>): Promise<void> {
  await enqueue(store.db, 'treasury.watch', {}, { key: 'treasury.watch', queue: 'treasury-watch', maxAttempts: 3 });
  for (const { id } of await openTransfers(store.db)) await requestAdvance(store.db, id);
}

/** Reads all wallets. One that does not answer keeps what is known of it, with its age. */
export async function watchWallets(parts: TreasuryJobParts): Promise<void> {
  const outcomes = await Promise.allSettled([watchChain(parts), watchStellar(parts)]);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      parts.log.warn({ err: outcome.reason }, 'a wallet of the treasury could not be read');
}

async function watchChain({ store, chain, clock }: TreasuryJobParts): Promise<void> {
  const address = chain.signer?.address;
  if (address === undefined) return;
  const [account, twinId, fees] = await Promise.all([
    chain.account(address),
    chain.twinIdOf(address),
    chain.bridgeFees(),
  ]);
  const stashAddress = twinId === undefined ? undefined : await chain.stashOf(twinId);
  const stash = stashAddress === undefined ? undefined : await chain.account(stashAddress);
  const now = clock.now();
  await saveFact(
    store.db,
    'hot_twin',
    {
      address,
      twinId: twinId ?? null,
      freeUnits: String(account.freeUnits),
      reservedUnits: String(account.reservedUnits),
      frozenUnits: String(account.frozenUnits),
      usableUnits: String(account.usableUnits),
    },
    now,
  );
  const bonded =
    stashAddress && stash
      ? { address: stashAddress, freeUnits: String(stash.freeUnits), usableUnits: String(stash.usableUnits) }
      : null;
  await saveFact(store.db, 'stash', bonded, now);
  await saveFact(
    store.db,
    'bridge_fees',
    { depositUnits: String(fees.depositUnits), withdrawUnits: String(fees.withdrawUnits) },
    now,
  );
}

async function watchStellar(parts: TreasuryJobParts): Promise<void> {
  const { store, clock, treasury } = parts;
  if (treasury.account === undefined) return;
  await readMovements(parts);
  const found = await treasury.horizon.account(treasury.account);
  await saveFact(store.db, 'stellar_account', stellarFact(treasury.account, found, treasury.network), clock.now());
}

/** Half a lumen for the account twice, and for each of its subentries. */
const RESERVE_UNITS = 5_000_000n;

export function stellarFact(
  address: string,
  found: StellarAccount | undefined,
  { usdc, tft }: { usdc: string; tft: string },
): ChainFacts['stellar_account'] {
  const lumens = found?.balances.find(({ asset }) => asset === 'native');
  const reserve = RESERVE_UNITS * BigInt(2 + (found?.subentries ?? 0));
  const spendable = lumens ? maxOf(lumens.units - lumens.sellingUnits - reserve, 0n) : 0n;
  return {
    address,
    exists: found !== undefined,
    xlmUnits: String(lumens?.units ?? 0n),
    xlmReserveUnits: String(found ? reserve : 0n),
    xlmSpendableUnits: String(spendable),
    subentries: found?.subentries ?? 0,
    usdc: lineOf(found, usdc),
    tft: lineOf(found, tft),
  };
}

/** A line that its issuer has not authorised is as good as none. */
function lineOf(found: StellarAccount | undefined, asset: string): StellarLine | null {
  const line = found?.balances.find((each) => each.asset === asset);
  if (!line?.authorized) return null;
  return {
    units: String(line.units),
    spendableUnits: String(line.units - line.sellingUnits),
    limitUnits: String(line.limitUnits ?? 0n),
  };
}
