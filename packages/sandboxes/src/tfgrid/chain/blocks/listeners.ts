import type { Block } from '../state/block.ts';

/** Those who want to hear of blocks. A listener that throws keeps neither the others nor the chain from going on. */
export interface BlockListeners {
  add(listener: (block: Block) => void): () => void;
  tell(block: Block): void;
}

export function createBlockListeners(onFault: (error: unknown) => void): BlockListeners {
  const listeners = new Set<(block: Block) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(block) {
      for (const listener of [...listeners]) {
        try {
          listener(block);
        } catch (error) {
          onFault(error);
        }
      }
    },
  };
}
