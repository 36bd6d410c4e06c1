import type { KyselyPlugin } from 'kysely';
import { expect } from 'vitest';
import { identityGap } from '../../packages/core/src/treasury/index.ts';
import { type Adapters, compose } from '../../packages/server/src/compose.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { newId } from '../../packages/server/src/ids.ts';
import { syncGrid } from '../../packages/server/src/jobs/sync-grid.ts';
import { watchWallets } from '../../packages/server/src/jobs/treasury/watch.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import type { Database, Store, Tx } from '../../packages/server/src/postgres/store.ts';
import { tftGap, treasurySums } from '../../packages/server/src/postgres/treasury-accounts.ts';
import { startFunding } from '../../packages/server/src/postgres/treasury-transfers.ts';
import { type Ground, prepareGround } from '../house.ts';
import { type Control, controlAt } from './scene.ts';

/** The treasury's jobs over a database, Stellar, the bridge and the chain, without a server that works on its own. */
export interface Vault {
  ground: Ground;
  adapters: Adapters;
  control: Control;
  now(): Date;
  close(): Promise<void>;
}

export async function openVault(): Promise<Vault> {
  const ground = await prepareGround({ stellar: 'signs', grid: { nodeCount: 20 } });
  const adapters = await compose(readConfig(ground.env));
  await syncGrid(adapters);
  await watchWallets(adapters);
  return {
    ground,
    adapters,
    control: controlAt(ground.sandboxes.urls.control),
    now: () => adapters.clock.now(),
    async close() {
      await adapters.close();
      await ground.close();
    },
  };
}

export const TFT = 10_000_000n;

export async function fund(vault: Vault, order: { spendUnits: bigint } | { obtainUnits: bigint }): Promise<string> {
  const facts = {
    origin: 'policy' as const,
    maxSlippageBps: 100,
    bridge: true,
    reason: 'test',
    now: vault.now(),
    newId,
  };
  const id = await vault.adapters.store.transaction((tx) => startFunding(tx, { ...facts, ...order }));
  if (typeof id !== 'string') throw new Error(id.message);
  return id;
}

/** USDC in = USDC here + TFT out + fees + in transit, and the same for TFT, to the unit; the ledger sums to zero. */
export async function equationsHold(db: Database): Promise<void> {
  const { usdc, tft } = await treasurySums(db);
  expect({ usdc: identityGap(usdc), tft: tftGap(tft), inTransit: tft.inTransitUnits >= 0n }).toEqual({
    usdc: 0n,
    tft: 0n,
    inTransit: true,
  });
  expect((await verifyLedger(db)).faults).toEqual([]);
}

/** What the account holds on Stellar, and the number of transactions that it has ever made. */
export async function onStellar({ adapters: { treasury } }: Vault) {
  const account = await treasury.horizon.account(treasury.account ?? '');
  const held = (asset: string) => account?.balances.find((each) => each.asset === asset)?.units ?? 0n;
  return {
    sequence: account?.sequence ?? 0n,
    usdc: held(treasury.network.usdc),
    tft: held(treasury.network.tft),
    xlm: held('native'),
  };
}

export const onChain = async ({ adapters: { chain } }: Vault): Promise<bigint> =>
  (await chain.account(chain.signer?.address ?? '')).freeUnits;

export class Killed extends Error {}

/** The same adapters for a process that dies at its n-th statement, or before or after its n-th question to the outside. */
export function dyingAt(adapters: Adapters, deadly: number): Adapters {
  let count = 0;
  const step = () => {
    if (++count === deadly) throw new Killed();
  };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      step();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const mortal = <T extends object>(outside: T, names: readonly (keyof T)[]): T => {
    const copy = { ...outside };
    for (const name of names) {
      const call = outside[name] as (...args: unknown[]) => Promise<unknown>;
      copy[name] = (async (...args: unknown[]) => {
        step();
        const answer = await call.apply(outside, args);
        step();
        return answer;
      }) as T[typeof name];
    }
    return copy;
  };
  const store: Store = {
    ...adapters.store,
    db: adapters.store.db.withPlugin(plugin),
    transaction: (work) =>
      adapters.store.transaction(async (tx) => {
        const answer = await work(tx.withPlugin(plugin) as Tx);
        step();
        return answer;
      }),
  };
  return {
    ...adapters,
    store,
    chain: mortal(adapters.chain, ['bridgeMint', 'bridgeFees', 'finalizedBlock']),
    treasury: {
      ...adapters.treasury,
      horizon: mortal(adapters.treasury.horizon, [
        'account',
        'quote',
        'fees',
        'latestLedger',
        'transaction',
        'post',
        'payments',
      ]),
    },
  };
}
