import type { Block } from './block.ts';
import type { BlockStore, Changes } from './block-store.ts';
import { createHistory } from './history.ts';
import { createKeyValues } from './key-values.ts';

/** Storage as of one block. */
export interface StateView {
  readonly block: Block;
  get(key: string): string | undefined;
  /** Keys that begin with `prefix`, in byte order. */
  keys(prefix: string): string[];
}

/** All blocks that the chain still knows, and the storage at each of them. */
export interface ChainState {
  readonly isEmpty: boolean;
  readonly best: StateView;
  /** Undefined when the block is unknown or older than the window. */
  at(hash: string): StateView | undefined;
  block(hash: string): Block | undefined;
  hashOfNumber(number: number): string | undefined;
  /** Newest first. */
  recent(limit: number): Block[];
  append(block: Block, writes: Changes): void;
}

/** Blocks kept with their storage; covers every era that clients use and a long look back. */
export const windowBlocks = 1024;

export function createChainState(store: BlockStore): ChainState {
  const { state, blocks } = store.load();
  const current = createKeyValues(state);
  const history = createHistory(current);
  for (const { block, undo } of blocks) history.add(block, undo);

  const view = (block: Block): StateView => ({
    block,
    get: (key) => history.valueAt(block.number, key),
    keys: (prefix) => history.keysAt(block.number, prefix),
  });
  const block = (hash: string) => history.block(history.numberOf(hash) ?? -1);

  return {
    get isEmpty() {
      return history.bestNumber < 0;
    },
    get best() {
      const best = history.block(history.bestNumber);
      if (!best) throw new Error('the chain has no blocks');
      return view(best);
    },
    at(hash) {
      const found = block(hash);
      // Block 0 is kept for its hash; its storage goes with the window.
      return found && found.number >= history.bestNumber - windowBlocks ? view(found) : undefined;
    },
    block,
    hashOfNumber: (number) => history.block(number)?.hash,
    recent(limit) {
      const numbers = Array.from({ length: Math.min(limit, windowBlocks) }, (_, index) => history.bestNumber - index);
      return numbers.map(history.block).filter((found) => found !== undefined);
    },
    append(added, writes) {
      const undo = new Map<string, string | null>();
      // Before block 0 there is nothing to go back to.
      if (added.number > 0) for (const key of writes.keys()) undo.set(key, current.get(key) ?? null);
      const keepFrom = added.number - windowBlocks;
      store.append(added, writes, undo, keepFrom);
      for (const [key, value] of writes) current.put(key, value);
      history.add(added, undo);
      if (keepFrom > 1) history.forget(keepFrom - 1);
    },
  };
}
