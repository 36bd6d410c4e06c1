import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signerOf, startTestChain, type TestChain } from '../test-chain.ts';
import { customer } from '../test-genesis.ts';

type Message = {
  id?: number;
  method?: string;
  result?: unknown;
  error?: unknown;
  params?: { subscription: string; result: unknown };
};

let test: TestChain;
let socket: WebSocket;
let received: Message[];

let lastId = 0;
const ask = async (method: string, params: unknown[] = []): Promise<Message> => {
  const id = ++lastId;
  const answered = () => received.find((message) => message.id === id);
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  await expect.poll(answered).toBeDefined();
  return answered() ?? {};
};
const notesOf = (id: unknown) =>
  received.filter(({ params }) => params?.subscription === id).map(({ params }) => params?.result);

describe('the JSON-RPC of a node', () => {
  beforeEach(async () => {
    test = await startTestChain();
    received = [];
    socket = new WebSocket(test.chain.url);
    socket.on('message', (data) => received.push(JSON.parse(data.toString())));
    await new Promise((resolve) => socket.once('open', resolve));
  });
  afterEach(async () => {
    socket.terminate();
    await test.close();
  });

  it('offers the older methods only: one name of the newer ones would promise all of them', async () => {
    const { result } = await ask('rpc_methods');
    const { methods } = result as { methods: string[] };
    expect(methods.filter((name) => /_v\d+_|unstable/.test(name))).toEqual([]);
    expect(methods).toContain('author_submitExtrinsic');
  });

  it('answers unknown methods, unknown blocks and broken text with errors', async () => {
    expect(await ask('chainHead_v1_follow', [true])).toMatchObject({
      error: { code: -32601, message: 'Method not found' },
    });
    expect(await ask('state_getStorage', ['0x00', `0x${'11'.repeat(32)}`])).toMatchObject({ error: { code: 4003 } });
    socket.send('{');
    await expect.poll(() => received.some(({ error }) => (error as { code?: number })?.code === -32700)).toBe(true);
  });

  it('follows final heads in order, beginning with the current one', async () => {
    const { result: id } = await ask('chain_subscribeFinalizedHeads');
    await test.blocks(4);
    const numbers = notesOf(id).map((head) => Number((head as { number: string }).number));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    expect(await ask('chain_unsubscribeFinalizedHeads', [id])).toMatchObject({ result: true });
    const seen = notesOf(id).length;
    await test.blocks(2);
    expect(notesOf(id)).toHaveLength(seen);
  });

  it('watches a submitted transaction until it is final, and refuses it a second time', async () => {
    const hex = `0x${Buffer.from(await test.machine('a').sign(signerOf(customer))).toString('hex')}`;
    const [watched, again] = await Promise.all([
      ask('author_submitAndWatchExtrinsic', [hex]),
      ask('author_submitExtrinsic', [hex]),
    ]);
    expect(again).toMatchObject({ error: { code: 1013 } });
    const { result: id } = watched;
    await expect
      .poll(() => notesOf(id))
      .toEqual(['ready', { inBlock: expect.any(String) }, { finalized: expect.any(String) }]);
    expect(await ask('author_submitExtrinsic', [hex])).toMatchObject({
      error: { code: 1010, message: 'Invalid Transaction', data: 'Transaction is outdated' },
    });
    expect(await ask('system_accountNextIndex', [customer.address])).toMatchObject({ result: 1 });
  });

  it('tells of changed storage', async () => {
    // Timestamp.Now
    const key = '0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb';
    const { result: id } = await ask('state_subscribeStorage', [[key]]);
    await test.blocks(3);
    const changes = notesOf(id).map((note) => (note as { changes: [string, string][] }).changes[0]?.[1]);
    expect(new Set(changes).size).toBeGreaterThan(2);
  });
});
