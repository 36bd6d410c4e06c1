import { createHash, randomUUID } from 'node:crypto';
import { getPublicKey, secretFromSeed, sign } from '@scure/sr25519';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Fault } from '../nodes/faults.ts';
import { connectTwin, type TestTwin, testTwin } from '../nodes/test-twin.ts';
import type { Envelope } from './envelope.ts';
import { type Relay, startRelay } from './relay.ts';

const machineTwin = 1011;

describe('the relay', () => {
  let relay: Relay;
  let atNode: Envelope[];
  let faults: Fault[];
  let nowMs: number;
  let alice: TestTwin;
  let bob: TestTwin;

  beforeEach(async () => {
    [atNode, faults, nowMs] = [[], [], Date.now()];
    [alice, bob] = [testTwin(1, 'alice', 'a'), testTwin(2, 'bob', 'b')];
    const accounts = new Map([alice, bob].map((twin) => [twin.id, Buffer.from(twin.publicKeyHex, 'hex')]));
    accounts.set(machineTwin, Buffer.alloc(32, 7));
    relay = await startRelay({
      port: 0,
      nowMs: () => nowMs,
      accountKeyOfTwin: (twin) => accounts.get(twin),
      deliverToNode: (envelope) => {
        if (envelope.destination?.twin !== machineTwin) return false;
        atNode.push(envelope);
        return true;
      },
      takeFault: () => faults.shift(),
    });
  });
  afterEach(() => relay.close());

  const hello = (from: TestTwin, to: number, payload: unknown = 'hi') => from.request(to, 'greet', payload, nowMs);

  it('passes a signed message from one twin to another and back', async () => {
    const [a, b] = [await connectTwin(relay.url, alice.token()), await connectTwin(relay.url, bob.token())];
    const request = hello(alice, 2);
    request.destination = { twin: 2, connection: 'b' };
    a.send(alice.signed(request));
    const arrived = await b.next();
    expect(arrived).toMatchObject({
      uid: request.uid,
      source: { twin: 1, connection: 'a' },
      request: { command: 'greet' },
    });
    const { source: destination = { twin: 1 } } = arrived;
    b.send(
      bob.signed({
        ...arrived,
        source: { twin: 2, connection: 'b' },
        destination,
        message: 'response',
        request: undefined,
        response: {},
      }),
    );
    expect(await a.next()).toMatchObject({ uid: request.uid, message: 'response' });
  });

  it('understands a client that shares no code with it', async () => {
    const seed = createHash('sha256').update('alice').digest();
    const bare = bareClient(relay.url, seed, 1, 'bare');
    await bare.opened;
    const uid = randomUUID();
    bare.send(uid, machineTwin, 'zos.system.version', 'null', Math.floor(nowMs / 1000));
    bare.ping(uid);
    expect((await bare.answer).includes(Buffer.from(uid))).toBe(true);
    expect(atNode).toMatchObject([{ uid, request: { command: 'zos.system.version' }, schema: 'application/json' }]);
    bare.close();
  });

  it.each([
    ['of an unknown twin', { sub: 99 }, 'twin 99 does not exist'],
    ['signed by somebody else', { sub: 2 }, 'invalid token signature'],
    ['that has expired', { exp: 1000 }, 'token expired'],
  ])('refuses a token %s', async (_name, change, reason) => {
    await expect(connectTwin(relay.url, alice.token(change))).rejects.toThrow(`401 ${reason}`);
  });

  it('refuses what is no token', async () => {
    await expect(connectTwin(relay.url, 'nonsense')).rejects.toThrow('401 malformed token');
  });

  it('keeps one connection per twin and session: the newer one wins', async () => {
    const older = await connectTwin(relay.url, alice.token());
    const other = await connectTwin(relay.url, alice.token({ sid: 'a2' }));
    const newer = await connectTwin(relay.url, alice.token());
    expect(await older.closed).toBe(4000);
    expect(relay.connections()).toHaveLength(2);
    other.close();
    newer.close();
  });

  it('answers a ping with a pong', async () => {
    const a = await connectTwin(relay.url, alice.token());
    a.send({ uid: 'p', timestamp: Math.floor(nowMs / 1000), expiration: 40, message: 'ping', ping: {} });
    expect(await a.next()).toMatchObject({ uid: 'p', message: 'pong' });
  });

  it.each<[string, (request: Envelope) => Envelope, string]>([
    ['a forged payload', (request) => ({ ...request, plain: Buffer.from('"bye"') }), 'invalid signature'],
    [
      'another sender',
      (request) => alice.signed({ ...request, source: { twin: 2, connection: 'b' } }),
      'source is not this connection',
    ],
    [
      'an expired message',
      (request) => alice.signed({ ...request, timestamp: request.timestamp - 21 }),
      'message expired',
    ],
    [
      'an unknown receiver',
      (request) => alice.signed({ ...request, destination: { twin: 77 } }),
      'twin 77 does not exist',
    ],
  ])('answers %s with an error', async (_name, change, reason) => {
    const a = await connectTwin(relay.url, alice.token());
    a.send(change(hello(alice, machineTwin)));
    expect(await a.next()).toMatchObject({ message: 'error', error: { message: reason } });
    expect(atNode).toEqual([]);
  });

  it('keeps a message for a twin that is away, until its time to live has passed', async () => {
    const a = await connectTwin(relay.url, alice.token());
    const early = hello(alice, 2, 1);
    early.destination = { twin: 2, connection: 'b' };
    a.send(alice.signed(early));
    a.send({ uid: 'p', timestamp: 0, expiration: 0, message: 'ping', ping: {} });
    await a.next();
    nowMs += 30_000;
    const late = alice.request(2, 'greet', 2, nowMs);
    late.destination = { twin: 2, connection: 'b' };
    a.send(alice.signed(late));
    a.send({ uid: 'p', timestamp: 0, expiration: 0, message: 'ping', ping: {} });
    await a.next();
    const b = await connectTwin(relay.url, bob.token());
    expect((await b.next()).uid).toBe(late.uid);
  });

  it('meets its faults', async () => {
    const a = await connectTwin(relay.url, alice.token());
    faults.push(
      { target: 'relay', kind: 'silence', ms: 0 },
      { target: 'relay', kind: 'refuse', ms: 0 },
      { target: 'relay', kind: 'drop', ms: 0 },
    );
    a.send(hello(alice, machineTwin));
    a.send(hello(alice, machineTwin));
    expect((await a.next()).error?.message).toContain('rate limits');
    a.send(hello(alice, machineTwin));
    expect(await a.closed).toBe(1006);
    expect(atNode).toEqual([]);
  });
});

/** A client written from the protocol's description alone: own bytes, own digest. */
function bareClient(url: string, seed: Buffer, twin: number, sid: string) {
  const secret = secretFromSeed(seed);
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  const bytes = (field: number, content: Uint8Array | string) => {
    const buffer = Buffer.from(content as string);
    return Buffer.from([...varint(field * 8 + 2), ...varint(buffer.length), ...buffer]);
  };
  const count = (field: number, value: number) => Buffer.from([...varint(field * 8), ...varint(value)]);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS512', typ: 'JWT' })}.${part({ sub: twin, iat: 0, exp: 9_999_999_999, sid })}`;
  const token = `${text}.${Buffer.concat([Buffer.from('s'), sign(secret, Buffer.from(text))]).toString('base64url')}`;
  const socket = new WebSocket(`${url}?${token}`);
  expect(getPublicKey(secret)).toHaveLength(32);
  return {
    opened: new Promise((resolve) => socket.once('open', resolve)),
    answer: new Promise<Buffer>((resolve) => socket.once('message', (data) => resolve(data as Buffer))),
    close: () => socket.close(),
    ping: (uid: string) => socket.send(Buffer.concat([bytes(1, uid), bytes(15, '')])),
    send(uid: string, to: number, command: string, payload: string, atSeconds: number) {
      const digest = createHash('md5')
        .update(`${uid}${atSeconds}20${twin}${sid}${to}${command}application/json${payload}`)
        .digest();
      socket.send(
        Buffer.concat([
          bytes(1, uid),
          count(3, atSeconds),
          count(4, 20),
          bytes(5, Buffer.concat([count(1, twin), bytes(2, sid)])),
          bytes(6, count(1, to)),
          bytes(7, bytes(1, command)),
          bytes(9, Buffer.concat([Buffer.from('s'), sign(secret, digest)])),
          bytes(10, 'application/json'),
          bytes(13, payload),
        ]),
      );
    },
  };
}
