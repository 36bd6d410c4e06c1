import { describe, expect, it } from 'vitest';
import type { ChainConnection } from './connection.ts';
import { chainReads, itemsOf } from './reads.ts';
import { judgeSubmission, sendExtrinsic } from './submissions.ts';

/** A node at block 100 whose answers to raw requests are given; the account's nonce is 8. */
function nodeWith(request: (method: string) => Promise<unknown>): ChainConnection {
  const account = { nonce: 8, data: { free: 1n, reserved: 0n, frozen: 0n } };
  const entry = (value: unknown) => ({ getValue: async () => value, getEntries: async () => [] });
  return {
    api: { query: { System: { Account: entry(account), Events: entry([]) } }, tx: {}, constants: {} },
    client: { _request: request },
    finalizedHead: async () => ({ number: 100, hash: `0x${'1'.repeat(64)}` }),
    differences: async () => [],
    close() {},
  } as unknown as ChainConnection;
}
const judge = (node: ChainConnection, submission: { nonce: number; validUntilBlock: number }) =>
  judgeSubmission(node, chainReads(itemsOf(node)), 'address', { hash: '0xff', eraBlock: 90, ...submission });
const rpcError = (code: number, message: string) => Object.assign(new Error(message), { name: 'RpcError', code });
const silent = async () => {
  throw new Error('no request may be needed');
};

describe('judging a submission', () => {
  it('needs no block as long as its nonce is unused', async () => {
    expect(await judge(nodeWith(silent), { nonce: 8, validUntilBlock: 153 })).toEqual({ kind: 'pending' });
    expect(await judge(nodeWith(silent), { nonce: 8, validUntilBlock: 101 })).toEqual({ kind: 'pending' });
    const dead = { kind: 'dead', why: 'era_ended' };
    expect(await judge(nodeWith(silent), { nonce: 8, validUntilBlock: 100 })).toEqual(dead);
  });

  it('never reads a verdict into blocks that the node no longer keeps', async () => {
    const used = { nonce: 7, validUntilBlock: 153 };
    const pruned = nodeWith(async () => null);
    expect(await judge(pruned, used)).toEqual({ kind: 'history_gone' });
    const refusing = nodeWith(async () => {
      throw rpcError(4003, 'State already discarded');
    });
    expect(await judge(refusing, used)).toEqual({ kind: 'history_gone' });
  });

  it('never reads a verdict into a broken connection', async () => {
    const broken = nodeWith(async () => {
      throw new Error('socket closed');
    });
    await expect(judge(broken, { nonce: 7, validUntilBlock: 153 })).rejects.toThrow('socket closed');
  });

  it('searches the whole era and nothing outside it', async () => {
    const asked: unknown[] = [];
    const node = nodeWith(async () => null);
    const empty = { block: { extrinsics: [] } };
    Object.assign(node.client, {
      _request: async (method: string, [param]: unknown[]) => {
        if (method === 'chain_getBlock') return empty;
        asked.push(param);
        return `0x${'2'.repeat(64)}`;
      },
    });
    expect(await judge(node, { nonce: 7, validUntilBlock: 153 })).toEqual({ kind: 'dead', why: 'nonce_used' });
    expect(asked).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  });
});

describe('sending', () => {
  const bytes = new Uint8Array([1, 2]);

  it('keeps a refusal, a broken connection and silence apart', async () => {
    const stale = nodeWith(async () => {
      throw Object.assign(rpcError(1010, 'Invalid Transaction'), { data: 'Transaction is outdated' });
    });
    expect(await sendExtrinsic(stale, bytes, 1000)).toMatchObject({ kind: 'rejected', reason: 'stale_nonce' });
    const broken = nodeWith(async () => {
      throw new Error('socket closed');
    });
    expect(await sendExtrinsic(broken, bytes, 1000)).toMatchObject({
      kind: 'unknown',
      cause: { message: 'socket closed' },
    });
    const mute = nodeWith(() => new Promise(() => undefined));
    expect(await sendExtrinsic(mute, bytes, 10)).toMatchObject({ kind: 'unknown' });
  });
});
