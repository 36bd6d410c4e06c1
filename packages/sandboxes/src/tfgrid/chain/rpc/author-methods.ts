import { setTimeout as sleep } from 'node:timers/promises';
import { decodeSigned, type SignedExtrinsic } from '../extrinsics/signed-extrinsic.ts';
import { feeOf, poolMessages } from '../extrinsics/validity.ts';
import { unsubscribe } from './chain-methods.ts';
import { type Connection, dropped, type RpcContext, RpcError, type RpcMethod } from './protocol.ts';

export const authorMethods: Record<string, RpcMethod> = {
  author_submitExtrinsic: async (context, [hex], connection) => {
    const extrinsic = decoded(context, hex);
    const accepted = await submit(context, extrinsic, connection);
    return accepted === dropped ? dropped : extrinsic.hash;
  },
  author_submitAndWatchExtrinsic: async (context, [hex], connection) => {
    const extrinsic = decoded(context, hex);
    const accepted = await submit(context, extrinsic, connection);
    if (accepted === dropped) return dropped;
    return connection.subscribe('author_extrinsicUpdate', (notify) => watch(context, extrinsic, notify));
  },
  author_unwatchExtrinsic: unsubscribe,
  author_pendingExtrinsics: ({ chain }) => chain.pool.ready(chain.ground()).map(({ hex }) => hex),
  payment_queryInfo: (_context, [hex]) => ({
    weight: { ref_time: 100_000_000, proof_size: 0 },
    class: 'normal',
    partialFee: feeOf((String(hex).length - 2) / 2).toString(),
  }),
};

function decoded({ chain }: RpcContext, hex: unknown): SignedExtrinsic {
  const extrinsic = decodeSigned(String(hex), chain.codecs);
  if (!extrinsic) throw new RpcError(1010, 'Invalid Transaction', poolMessages.Call);
  return extrinsic;
}

/** Puts the transaction into the pool, through the fault that waits for it. */
async function submit(
  context: RpcContext,
  extrinsic: SignedExtrinsic,
  connection: Connection,
): Promise<'sent' | typeof dropped> {
  const { chain, faults } = context;
  if (faults.refuses(extrinsic.hash, chain.state.best.block.number)) {
    throw new RpcError(1010, 'Invalid Transaction', poolMessages.ExhaustsResources);
  }
  const fault = faults.take();
  if (fault?.kind === 'silence') return 'sent';
  if (fault?.kind === 'slow') await sleep(fault.ms);
  const included = fault?.kind === 'timeoutAfterInclusion' ? inclusion(context, extrinsic) : undefined;
  intoPool(context, extrinsic);
  if (!included) return 'sent';
  await included;
  connection.drop();
  return dropped;
}

function intoPool({ chain }: RpcContext, extrinsic: SignedExtrinsic): void {
  const answer = chain.pool.submit(extrinsic, chain.ground());
  if (answer.kind === 'invalid') throw new RpcError(1010, 'Invalid Transaction', poolMessages[answer.reason]);
  if (answer.kind === 'already-imported') throw new RpcError(1013, 'Transaction Already Imported', extrinsic.hash);
  if (answer.kind === 'priority-too-low') {
    throw new RpcError(
      1014,
      'Priority is too low',
      'The transaction has too low priority to replace another transaction.',
    );
  }
}

function inclusion({ chain }: RpcContext, extrinsic: SignedExtrinsic): Promise<void> {
  return new Promise((resolve) => {
    const stop = chain.onBest((block) => {
      if (!block.extrinsics.includes(extrinsic.hex)) return;
      stop();
      resolve();
    });
  });
}

function watch({ chain }: RpcContext, { hex }: SignedExtrinsic, notify: (result: unknown) => void): () => void {
  notify('ready');
  const stops = [
    chain.onBest(({ hash, extrinsics }) => {
      if (extrinsics.includes(hex)) notify({ inBlock: hash });
    }),
    chain.onFinalized(({ hash, extrinsics }) => {
      if (extrinsics.includes(hex)) notify({ finalized: hash });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
