import { blockAuthor } from '../addresses.ts';
import type { TransactionPool } from '../extrinsics/pool.ts';
import { encodeBare } from '../extrinsics/signed-extrinsic.ts';
import { findInvalidity, type Ground } from '../extrinsics/validity.ts';
import { blockHashCount } from '../metadata/pallets/frame-pallets.ts';
import { fromHex, type RuntimeCodecs } from '../runtime/codecs.ts';
import { type BlockExecution, createExecution, type Origin } from '../runtime/execution.ts';
import type { EventRecord, RuntimeCall } from '../runtime/values.ts';
import { type Block, hashOf, rootOf, slotDigest } from '../state/block.ts';
import type { Changes } from '../state/block-store.ts';
import type { ChainState } from '../state/chain-state.ts';
import { applyBare, applySigned, conclude, type Outcome } from './apply-extrinsic.ts';
import type { BillingLoop } from './billing-loop.ts';

/** A call of the block's author, a node or the bridge that the sandbox makes itself. */
export interface InnerCall {
  origin: Origin;
  call: RuntimeCall;
  settle(outcome: Outcome): void;
}

export interface BlockInput {
  codecs: RuntimeCodecs;
  state: ChainState;
  pool: TransactionPool;
  billing: BillingLoop;
  innerCalls: InnerCall[];
  timestampMs: number;
  onFault(error: unknown): void;
}

export interface BuiltBlock {
  block: Block;
  writes: Changes;
  events: readonly EventRecord[];
  /** Tells the senders of inner calls what came of them; call it once the block stands. */
  settle(): void;
}

const millisecondsPerSlot = 6000;

/** Makes the block after the best one: the time, the sandbox's own calls, waiting transactions, then due bills. */
export function buildBlock(input: BlockInput): BuiltBlock {
  const { codecs, state, pool, timestampMs } = input;
  const parent = state.best;
  const number = parent.block.number + 1;
  const nowSeconds = BigInt(Math.floor(timestampMs / 1000));
  const execution = createExecution({ codecs, parent: parent.get, blockNumber: number, nowSeconds });
  const slot = Math.floor(timestampMs / millisecondsPerSlot);
  begin(execution, parent.block, slot);

  const extrinsics: string[] = [];
  const settlements: (() => void)[] = [];
  const include = (hex: string, apply: () => Outcome): Outcome => {
    execution.phase = { type: 'ApplyExtrinsic', value: extrinsics.length };
    extrinsics.push(hex);
    const outcome = apply();
    if (outcome.fault !== undefined) input.onFault(outcome.fault);
    return outcome;
  };
  const includeBare = (origin: Origin, call: RuntimeCall) =>
    include(encodeBare(call, codecs), () => applyBare(execution, origin, call));

  include(encodeBare(timestampCall(timestampMs), codecs), () => setTime(execution, timestampMs));
  for (const { origin, call, settle } of input.innerCalls) {
    const outcome = includeBare(origin, call);
    settlements.push(() => settle(outcome));
  }
  const ground: Ground = { storage: execution, blockNumber: number, hashOfNumber: state.hashOfNumber };
  for (const extrinsic of pool.ready(ground)) {
    if (execution.get('System.Account', extrinsic.account).nonce !== extrinsic.nonce) continue;
    if (findInvalidity(extrinsic, ground)) continue;
    include(extrinsic.hex, () => applySigned(execution, extrinsic));
  }
  for (const id of input.billing.due(execution)) includeBare(author, billCall(id));
  const events = end(execution);

  const extrinsicsRoot = rootOf(...extrinsics);
  const stateRoot = rootOf(parent.block.header.stateRoot, JSON.stringify([...execution.writes]));
  const header = { parentHash: parent.block.hash, number, stateRoot, extrinsicsRoot, logs: [slotDigest(slot)] };
  const block: Block = { number, hash: hashOf(header), header, timestampMs, extrinsics };
  const settle = () => {
    for (const tell of settlements) tell();
  };
  return { block, writes: execution.writes, events, settle };
}

const author: Origin = { account: blockAuthor, authority: true };

function begin(execution: BlockExecution, parent: Block, slot: number): void {
  execution.set('System.Number', [], execution.blockNumber);
  execution.set('System.ParentHash', [], parent.hash);
  execution.set('System.BlockHash', [parent.number], parent.hash);
  const forgotten = parent.number - blockHashCount;
  // The genesis hash stays readable, as on the real chain.
  if (forgotten > 0) execution.remove('System.BlockHash', forgotten);
  const [engine, payload] = ['0x61757261', fromHex(slotDigest(slot)).slice(6)];
  execution.set('System.Digest', [], [{ type: 'PreRuntime', value: [engine, payload] }]);
}

function end(execution: BlockExecution): readonly EventRecord[] {
  execution.set('System.Events', [], [...execution.events]);
  execution.set('System.EventCount', [], execution.events.length);
  return execution.events;
}

function setTime(execution: BlockExecution, timestampMs: number): Outcome {
  execution.set('Timestamp.Now', [], BigInt(timestampMs));
  conclude(execution, {}, 'No');
  return {};
}

const timestampCall = (ms: number): RuntimeCall => ({
  type: 'Timestamp',
  value: { type: 'set', value: { now: BigInt(ms) } },
});
const billCall = (id: bigint): RuntimeCall => ({
  type: 'SmartContractModule',
  value: { type: 'bill_contract_for_block', value: { contract_id: id } },
});
