import type { Block } from '../state/block.ts';
import { quantity, type RpcContext, type RpcMethod } from './protocol.ts';

export const chainMethods: Record<string, RpcMethod> = {
  chain_getBlockHash: ({ chain }, [number]) => {
    if (number === undefined || number === null) return chain.state.best.block.hash;
    // Numbers arrive as such or as 0x-hex, and one may ask for several.
    const hashOf = (wanted: unknown) => chain.state.hashOfNumber(Number(wanted)) ?? null;
    return Array.isArray(number) ? number.map(hashOf) : hashOf(number);
  },
  chain_getHeader: (context, [hash]) => {
    const block = blockAt(context, hash);
    return block ? headerJson(block) : null;
  },
  chain_getBlock: (context, [hash]) => {
    const block = blockAt(context, hash);
    if (!block) return null;
    return { block: { header: headerJson(block), extrinsics: block.extrinsics }, justifications: null };
  },
  chain_getFinalizedHead: ({ chain }) => chain.finalized.hash,
  chain_subscribeAllHeads: bestHeads('chain_allHead'),
  chain_subscribeNewHead: bestHeads('chain_newHead'),
  chain_subscribeNewHeads: bestHeads('chain_newHead'),
  chain_subscribeFinalizedHeads: ({ chain }, _params, connection) =>
    connection.subscribe('chain_finalizedHead', (notify) => {
      notify(headerJson(chain.finalized));
      return chain.onFinalized((block) => notify(headerJson(block)));
    }),
  chain_unsubscribeAllHeads: unsubscribe,
  chain_unsubscribeNewHead: unsubscribe,
  chain_unsubscribeNewHeads: unsubscribe,
  chain_unsubscribeFinalizedHeads: unsubscribe,
};

export function unsubscribe(_context: RpcContext, [id]: unknown[], connection: Parameters<RpcMethod>[2]): boolean {
  return connection.unsubscribe(String(id));
}

function bestHeads(notification: string): RpcMethod {
  return ({ chain }, _params, connection) =>
    connection.subscribe(notification, (notify) => {
      notify(headerJson(chain.state.best.block));
      return chain.onBest((block) => notify(headerJson(block)));
    });
}

function blockAt({ chain }: RpcContext, hash: unknown): Block | undefined {
  return hash === undefined || hash === null ? chain.state.best.block : chain.state.block(String(hash));
}

function headerJson({ header }: Block) {
  const { parentHash, stateRoot, extrinsicsRoot, logs } = header;
  return { parentHash, number: quantity(header.number), stateRoot, extrinsicsRoot, digest: { logs } };
}
