import type { Sandbox, SandboxOptions } from '../../sandbox.ts';
import { openState } from '../../state.ts';
import type { ChainAccess } from './access.ts';
import { startBlockClock } from './blocks/block-clock.ts';
import { openChain } from './blocks/chain.ts';
import type { BridgeAccess } from './bridge-access.ts';
import { createFaults } from './faults.ts';
import type { Genesis } from './genesis.ts';
import { startRpcServer } from './rpc/server.ts';
import { createRuntimeCodecs } from './runtime/codecs.ts';
import { createBridgeAccess } from './view/bridge-access.ts';
import { createChainAccess } from './view/chain-access.ts';

export interface ChainSandboxOptions extends SandboxOptions {
  genesis: Genesis;
  /** Real time between blocks; the chain's own time is the clock's. Default 500. */
  blockTimeMs?: number;
  /** Blocks between the best and the final one. Default 1. */
  finalityLag?: number;
  /** Learns of errors inside the sandbox, which clients see as the dispatch error `Other`. */
  onFault?(error: unknown): void;
}

export type ChainSandbox = Sandbox & { access: ChainAccess; bridge: BridgeAccess };

/** Starts a chain that polkadot-api takes for a TFChain node. Its address begins with `ws://`. */
export async function startChain(options: ChainSandboxOptions): Promise<ChainSandbox> {
  const { clock, genesis, blockTimeMs = 500, finalityLag = 1, onFault = () => {} } = options;
  const database = openState(options.dataDir, 'chain');
  const chain = openChain({ database, codecs: createRuntimeCodecs(), genesis, finalityLag, onFault });
  const faults = createFaults();
  const blocks = startBlockClock({ chain, clock, blockTimeMs, finalityLag, onFault });
  const server = await startRpcServer({ chain, faults }, options.port);
  const access = createChainAccess(chain, faults);
  return {
    url: `ws://localhost:${server.port}`,
    port: server.port,
    access,
    bridge: createBridgeAccess(chain, access.onEvent),
    async close() {
      await server.close();
      await blocks.stop();
      database.close();
    },
  };
}
