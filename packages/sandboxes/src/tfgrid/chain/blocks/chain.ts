import type { DatabaseSync } from 'node:sqlite';
import { createPool, type TransactionPool } from '../extrinsics/pool.ts';
import type { Ground } from '../extrinsics/validity.ts';
import type { Genesis } from '../genesis.ts';
import { writeGenesis } from '../genesis-state.ts';
import type { RuntimeCodecs } from '../runtime/codecs.ts';
import { createExecution, type Origin, type StorageReader } from '../runtime/execution.ts';
import type { RuntimeCall } from '../runtime/values.ts';
import { type Block, hashHex, hashOf, rootOf, zeroHash } from '../state/block.ts';
import { openBlockStore } from '../state/block-store.ts';
import { type ChainState, createChainState, type StateView } from '../state/chain-state.ts';
import { createBillingLoop } from './billing-loop.ts';
import { buildBlock, type InnerCall } from './build-block.ts';
import { createBlockListeners } from './listeners.ts';

/** The chain itself: its blocks, the transactions that wait, and who wants to hear of new blocks. */
export interface Chain {
  readonly codecs: RuntimeCodecs;
  readonly state: ChainState;
  readonly pool: TransactionPool;
  readonly finalized: Block;
  /** Makes one block; an earlier time than the best block's is raised to that. */
  produce(timestampMs: number): Block;
  /** Typed reads at a block; without one, at the best. */
  storage(view?: StateView): StorageReader;
  /** Where the next transaction is judged. */
  ground(view?: StateView): Ground;
  /** Puts a call of the sandbox itself into the next block; rejects when the chain refuses it. */
  callInNextBlock(origin: Origin, call: RuntimeCall): Promise<void>;
  onBest(listener: (block: Block) => void): () => void;
  /** Called for each block in order, after `onBest` of the block that made it final. */
  onFinalized(listener: (block: Block) => void): () => void;
}

export interface ChainOptions {
  database: DatabaseSync;
  codecs: RuntimeCodecs;
  genesis: Genesis;
  /** How many blocks the final one lies behind the best. */
  finalityLag: number;
  onFault(error: unknown): void;
}

const codeKey = `0x${Buffer.from(':code').toString('hex')}`;

export function openChain({ database, codecs, genesis, finalityLag, onFault }: ChainOptions): Chain {
  const state = createChainState(openBlockStore(database));
  if (state.isEmpty) appendGenesis(state, codecs, genesis);
  const pool = createPool();
  const bestListeners = createBlockListeners(onFault);
  const finalListeners = createBlockListeners(onFault);
  let innerCalls: InnerCall[] = [];
  const billing = createBillingLoop(contractIds(state, codecs));

  const storage = (view = state.best): StorageReader => ({
    get(item, ...keys) {
      const key = codecs.storageKey(item, ...keys);
      return codecs.decode(item, key, view.get(key));
    },
    has: (item, ...keys) => view.get(codecs.storageKey(item, ...keys)) !== undefined,
  });
  const ground = (view = state.best): Ground => ({
    storage: storage(view),
    blockNumber: view.block.number + 1,
    hashOfNumber: state.hashOfNumber,
  });
  const blockOfNumber = (number: number): Block | undefined => state.block(state.hashOfNumber(number) ?? '');

  const chain: Chain = {
    codecs,
    state,
    pool,
    storage,
    ground,
    get finalized() {
      return blockOfNumber(Math.max(state.best.block.number - finalityLag, 0)) ?? state.best.block;
    },
    produce(timestampMs) {
      const calls = innerCalls;
      innerCalls = [];
      const notBefore = Math.max(timestampMs, state.best.block.timestampMs);
      const built = buildBlock({ codecs, state, pool, billing, innerCalls: calls, timestampMs: notBefore, onFault });
      state.append(built.block, built.writes);
      billing.follow(built.events);
      pool.prune(ground());
      built.settle();
      bestListeners.tell(built.block);
      if (built.block.number > finalityLag) finalListeners.tell(chain.finalized);
      return built.block;
    },
    callInNextBlock(origin, call) {
      return new Promise((resolve, reject) => {
        const settle: InnerCall['settle'] = ({ refusal, fault }) => {
          if (refusal ?? fault) reject(refusal ?? fault);
          else resolve();
        };
        innerCalls.push({ origin, call, settle });
      });
    },
    onBest: bestListeners.add,
    onFinalized: finalListeners.add,
  };
  return chain;
}

function appendGenesis(state: ChainState, codecs: RuntimeCodecs, genesis: Genesis): void {
  const execution = createExecution({ codecs, parent: () => undefined, blockNumber: 0, nowSeconds: 0n });
  writeGenesis(execution, genesis);
  // Clients take the hash of `:code` as the mark of the runtime, and cannot connect without any.
  const writes = new Map(execution.writes).set(codeKey, hashHex(codecs.metadata));
  const stateRoot = rootOf(JSON.stringify([...writes]));
  const header = { parentHash: zeroHash, number: 0, stateRoot, extrinsicsRoot: rootOf(), logs: [] };
  state.append({ number: 0, hash: hashOf(header), header, timestampMs: 0, extrinsics: [] }, writes);
}

function contractIds(state: ChainState, codecs: RuntimeCodecs): bigint[] {
  const item = 'SmartContractModule.Contracts';
  return state.best.keys(codecs.storagePrefix(item)).map((key) => codecs.keysOf(item, key)[0]);
}
