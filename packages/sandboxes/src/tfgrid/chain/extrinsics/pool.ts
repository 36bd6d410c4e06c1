import type { SignedExtrinsic } from './signed-extrinsic.ts';
import { findInvalidity, type Ground, type Invalidity } from './validity.ts';

export type PoolAnswer =
  | { kind: 'accepted' }
  | { kind: 'invalid'; reason: Invalidity }
  | { kind: 'already-imported' }
  /** Another transaction holds this nonce with at least the same tip. */
  | { kind: 'priority-too-low' };

/** Transactions that wait for a block; it lives as long as the process. */
export interface TransactionPool {
  submit(extrinsic: SignedExtrinsic, ground: Ground): PoolAnswer;
  /** Those whose turn has come, in the order in which they may stand in a block. */
  ready(ground: Ground): SignedExtrinsic[];
  remove(extrinsic: SignedExtrinsic): void;
  /** Drops what has become invalid for good: used nonces, expired eras. */
  prune(ground: Ground): void;
  readonly size: number;
}

export function createPool(): TransactionPool {
  const byAccount = new Map<string, Map<number, SignedExtrinsic>>();

  const remove = ({ account, nonce, hash }: SignedExtrinsic) => {
    const waiting = byAccount.get(account);
    if (waiting?.get(nonce)?.hash !== hash) return;
    waiting.delete(nonce);
    if (waiting.size === 0) byAccount.delete(account);
  };

  return {
    submit(extrinsic, ground) {
      const reason = findInvalidity(extrinsic, ground);
      if (reason) return { kind: 'invalid', reason };
      const waiting = byAccount.get(extrinsic.account) ?? new Map<number, SignedExtrinsic>();
      const rival = waiting.get(extrinsic.nonce);
      if (rival?.hash === extrinsic.hash) return { kind: 'already-imported' };
      if (rival && rival.tip >= extrinsic.tip) return { kind: 'priority-too-low' };
      waiting.set(extrinsic.nonce, extrinsic);
      byAccount.set(extrinsic.account, waiting);
      return { kind: 'accepted' };
    },
    ready(ground) {
      const ready: SignedExtrinsic[] = [];
      for (const [account, waiting] of byAccount) {
        let { nonce } = ground.storage.get('System.Account', account);
        for (let next = waiting.get(nonce); next; next = waiting.get(++nonce)) ready.push(next);
      }
      return ready;
    },
    remove,
    prune(ground) {
      for (const waiting of byAccount.values()) {
        for (const extrinsic of [...waiting.values()]) if (findInvalidity(extrinsic, ground)) remove(extrinsic);
      }
    },
    get size() {
      return [...byAccount.values()].reduce((total, waiting) => total + waiting.size, 0);
    },
  };
}
