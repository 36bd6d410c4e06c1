import { fromHex, toHex } from '../runtime/codecs.ts';
import { hashHex } from '../state/block.ts';
import type { StateView } from '../state/chain-state.ts';
import { unsubscribe } from './chain-methods.ts';
import { type RpcMethod, viewAt } from './protocol.ts';
import { callRuntime } from './runtime-calls.ts';
import { runtimeVersionJson } from './system-methods.ts';

export const stateMethods: Record<string, RpcMethod> = {
  state_getStorage: (context, [key, hash]) => viewAt(context, hash).get(String(key)) ?? null,
  state_getStorageHash: (context, [key, hash]) => {
    const value = viewAt(context, hash).get(String(key));
    return value === undefined ? null : hashHex(fromHex(value));
  },
  state_getStorageSize: (context, [key, hash]) => {
    const value = viewAt(context, hash).get(String(key));
    return value === undefined ? null : fromHex(value).length;
  },
  state_getKeysPaged: (context, [prefix, count, startKey, hash]) => {
    const keys = viewAt(context, hash).keys(String(prefix ?? '0x'));
    const after = startKey === undefined || startKey === null ? '' : String(startKey);
    return keys.filter((key) => key > after).slice(0, Number(count));
  },
  state_queryStorageAt: (context, [keys, hash]) => {
    const view = viewAt(context, hash);
    return [{ block: view.block.hash, changes: changesOf(view, keys) }];
  },
  /** No Merkle proof: one leaf that names a hash over all below the prefix, which clients take as a mark of change. */
  state_getReadProof: (context, [keys, hash]) => {
    const view = viewAt(context, hash);
    const proof = (keys as string[]).map((prefix) => {
      const content = view.keys(prefix).map((key) => `${key}${view.get(key)}`);
      return `0x4080${hashHex(Buffer.from(content.join())).slice(2)}`;
    });
    return { at: view.block.hash, proof };
  },
  state_call: (context, [name, args, hash]) =>
    callRuntime(context, String(name), fromHex(String(args)), viewAt(context, hash)),
  state_getMetadata: ({ chain }) => toHex(chain.codecs.metadata),
  state_getRuntimeVersion: () => runtimeVersionJson,
  state_subscribeRuntimeVersion: (_context, _params, connection) =>
    connection.subscribe('state_runtimeVersion', (notify) => {
      notify(runtimeVersionJson);
      return () => {};
    }),
  state_unsubscribeRuntimeVersion: unsubscribe,
  state_subscribeStorage: ({ chain }, [keys], connection) =>
    connection.subscribe('state_storage', (notify) => {
      let known = changesOf(chain.state.best, keys);
      notify({ block: chain.state.best.block.hash, changes: known });
      return chain.onBest((block) => {
        const current = changesOf(chain.state.best, keys);
        const changes = current.filter(([, value], index) => value !== known[index]?.[1]);
        known = current;
        if (changes.length > 0) notify({ block: block.hash, changes });
      });
    }),
  state_unsubscribeStorage: unsubscribe,
};

function changesOf(view: StateView, keys: unknown): [string, string | null][] {
  return (keys as string[]).map((key) => [key, view.get(key) ?? null]);
}
