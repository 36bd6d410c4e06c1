import type { Block } from './block.ts';
import type { Changes } from './block-store.ts';
import type { KeyValues } from './key-values.ts';

/** The blocks of the window. Each remembers what it replaced, so that storage can be read as it was at any of them. */
export interface History {
  readonly bestNumber: number;
  block(number: number): Block | undefined;
  numberOf(hash: string): number | undefined;
  add(block: Block, undo: Changes): void;
  forget(number: number): void;
  valueAt(number: number, key: string): string | undefined;
  /** Keys that begin with `prefix` and were present at that block, in byte order. */
  keysAt(number: number, prefix: string): string[];
}

/** Of an empty chain the best number is -1. */
export function createHistory(current: KeyValues): History {
  const blocks = new Map<number, { block: Block; undo: Changes }>();
  const numbers = new Map<string, number>();
  let bestNumber = -1;

  const valueAt = (number: number, key: string): string | undefined => {
    for (let later = number + 1; later <= bestNumber; later++) {
      // The first later block that touched the key found the value that stood here.
      const old = blocks.get(later)?.undo.get(key);
      if (old !== undefined) return old ?? undefined;
    }
    return current.get(key);
  };

  return {
    get bestNumber() {
      return bestNumber;
    },
    block: (number) => blocks.get(number)?.block,
    numberOf: (hash) => numbers.get(hash),
    add(block, undo) {
      blocks.set(block.number, { block, undo });
      numbers.set(block.hash, block.number);
      bestNumber = block.number;
    },
    forget(number) {
      numbers.delete(blocks.get(number)?.block.hash ?? '');
      blocks.delete(number);
    },
    valueAt,
    keysAt(number, prefix) {
      const found = new Set(current.keys(prefix));
      if (number === bestNumber) return [...found].sort();
      for (let later = number + 1; later <= bestNumber; later++) {
        for (const key of blocks.get(later)?.undo.keys() ?? []) if (key.startsWith(prefix)) found.add(key);
      }
      return [...found].filter((key) => valueAt(number, key) !== undefined).sort();
    },
  };
}
