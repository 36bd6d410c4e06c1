import { DatabaseSync } from 'node:sqlite';
import type { PolkadotClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { createClock, type SandboxClock } from '../../clock.ts';
import type { PhraseAccount } from './phrase-account.ts';
import { type ChainSandbox, startChain } from './start.ts';
import { openClient } from './test-client.ts';
import { hashOfText, testGenesis } from './test-genesis.ts';

export interface TestChain {
  chain: ChainSandbox;
  clock: SandboxClock;
  client: PolkadotClient;
  api: ReturnType<PolkadotClient['getUnsafeApi']>;
  /** A transaction that creates a node contract on node 11. */
  machine(hash: string, publicIps?: number): ReturnType<TestChain['api']['tx'][string][string]>;
  /** Resolves when this many more blocks have been made. */
  blocks(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A chain of fast blocks and the unmodified client connected to it. */
export async function startTestChain(
  options: { dataDir?: string; clock?: SandboxClock; customerUnits?: bigint } = {},
): Promise<TestChain> {
  const clock = options.clock ?? createClock(new DatabaseSync(':memory:'));
  const faults: unknown[] = [];
  const chain = await startChain({
    port: 0,
    dataDir: options.dataDir,
    clock,
    genesis: testGenesis(options.customerUnits ?? 1_000n * 10_000_000n),
    blockTimeMs: 100,
    onFault: (error) => faults.push(error),
  });
  const { client, leave } = openClient(chain.url);
  const api = client.getUnsafeApi();
  return {
    chain,
    clock,
    client,
    api,
    machine: (hash, publicIps = 0) =>
      create(api, {
        node_id: 11,
        deployment_hash: hashOfText(hash),
        deployment_data: new TextEncoder().encode('{}'),
        public_ips: publicIps,
        solution_provider_id: undefined,
      }),
    async blocks(count) {
      const last = chain.access.bestBlock().number + count;
      while (chain.access.bestBlock().number < last) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async close() {
      leave();
      await chain.close();
      if (faults.length > 0) throw new AggregateError(faults, 'the chain met faults of its own');
    },
  };
}

export const signerOf = ({ publicKey, sign }: PhraseAccount) => getPolkadotSigner(publicKey, 'Sr25519', sign);

function create(api: TestChain['api'], args: Record<string, unknown>) {
  const call = api.tx.SmartContractModule?.create_node_contract;
  if (!call) throw new Error('the chain offers no create_node_contract');
  return call(args);
}
