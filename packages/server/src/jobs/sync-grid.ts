import type { Clock } from '../clock.ts';
import type { Gridproxy } from '../gridproxy/gridproxy.ts';
import type { Logger } from '../log.ts';
import { syncNodes } from '../nodes/sync-nodes.ts';
import { saveFact } from '../postgres/chain-facts.ts';
import { nodeStore } from '../postgres/nodes.ts';
import type { Store } from '../postgres/store.ts';
import type { Supply } from '../supply.ts';
import type { Tfchain } from '../tfchain/index.ts';

export interface SyncGridParts {
  store: Store;
  gridproxy: Gridproxy;
  chain: Tfchain;
  supply: Supply;
  clock: Clock;
  log: Logger;
}

/** Brings the copies of chain and grid up to date: prices and the operator's account first, then all nodes. */
export async function syncGrid(parts: SyncGridParts): Promise<void> {
  const { store, gridproxy, clock, log, supply } = parts;
  const optedOut = await readChain(parts).catch((error: unknown) => {
    log.warn({ err: error }, 'the chain could not be read; what is known of it stays');
    return undefined;
  });
  const outcome = await syncNodes({
    gridproxy,
    store: nodeStore(store.pool),
    now: clock.now(),
    ...(optedOut ? { optedOut } : {}),
  });
  supply.invalidate();
  if (outcome.unreadable.length > 0)
    log.warn({ unreadable: outcome.unreadable.slice(0, 5) }, 'some nodes of the grid could not be read');
}

async function readChain({ chain, store, clock }: SyncGridParts): Promise<Set<number>> {
  const address = chain.signer?.address ?? '';
  // As old as the question: what happens while the chain answers may not be in it.
  const now = clock.now();
  const [policy, price, account, twinId, optedOut, network] = await Promise.all([
    chain.pricingPolicy(),
    chain.tftPrice(),
    chain.account(address),
    chain.twinIdOf(address),
    chain.optedOutNodes(),
    chain.network(),
  ]);
  await saveFact(
    store.db,
    'pricing_policy',
    {
      cuUnits: String(policy.cuUnits),
      suUnits: String(policy.suUnits),
      nuUnits: String(policy.nuUnits),
      ipv4Units: String(policy.ipv4Units),
      nameUnits: String(policy.uniqueNameUnits),
      rentPercent: String(policy.rentPercent),
    },
    now,
  );
  await saveFact(store.db, 'tft_price', price, now);
  await saveFact(store.db, 'network', network, now);
  await saveFact(
    store.db,
    'operator_account',
    {
      address,
      twinId: twinId ?? null,
      usableUnits: String(account.usableUnits),
      reservedUnits: String(account.reservedUnits),
    },
    now,
  );
  return optedOut;
}
