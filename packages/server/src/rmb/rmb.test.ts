import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decrypt, encrypt } from '../../../sandboxes/src/tfgrid/nodes/end-to-end.ts';
import type { Fault } from '../../../sandboxes/src/tfgrid/nodes/faults.ts';
import type { Envelope as RelayEnvelope } from '../../../sandboxes/src/tfgrid/relay/envelope.ts';
import { envelopeChallenge } from '../../../sandboxes/src/tfgrid/relay/envelope-challenge.ts';
import { type Relay, startRelay } from '../../../sandboxes/src/tfgrid/relay/relay.ts';
import { createMnemonic, signerFromMnemonic } from '../tfchain/signer.ts';
import { createRmb, type Rmb, type RmbOptions } from './rmb.ts';

/** A peer behind the sandbox's relay, made of the sandbox's own parts: it shares no code with what is tested. */
const ownTwin = 7001;
const nodeTwin = 55;
const plainTwin = 56;
const keys = signerFromMnemonic(createMnemonic());
const nodeKey = generateKeyPairSync('ed25519');
const nodeSecret = secp256k1.utils.randomSecretKey();
const strangerKey = generateKeyPairSync('ed25519');
const rawPublicKey = ({ publicKey }: { publicKey: KeyObject }) =>
  new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));

type Answer = { payload: unknown } | { error: string } | 'nothing' | 'garbage';
const machineNow = () => Date.now();
let answerOf: (command: string, payload: unknown) => Answer = (_, payload) => ({ payload });
let forge: (envelope: RelayEnvelope) => RelayEnvelope = (envelope) => envelope;
let signingKey = nodeKey.privateKey;
let seen: RelayEnvelope[] = [];
let faults: Fault[] = [];
let relay: Relay;
const clients: Rmb[] = [];

beforeAll(async () => {
  relay = await startRelay({
    port: 0,
    nowMs: machineNow,
    accountKeyOfTwin: (twin) => accounts.get(twin),
    deliverToNode(request) {
      if (request.destination?.twin === ownTwin) return false;
      seen.push(request);
      const isPlain = request.destination?.twin === plainTwin;
      const content = isPlain
        ? Buffer.from(request.plain ?? [])
        : decrypt(request.cipher ?? new Uint8Array(), nodeSecret, keys.encryptionPublicKey);
      const answer = answerOf(request.request?.command ?? '', JSON.parse(Buffer.from(content).toString()));
      if (answer !== 'nothing') relay.send(sealed(request, answer, isPlain));
      return true;
    },
    takeFault: () => faults.shift(),
  });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await relay.close();
});

const accounts = new Map([
  [ownTwin, keys.publicKey],
  [nodeTwin, rawPublicKey(nodeKey)],
  [plainTwin, rawPublicKey(nodeKey)],
]);

function sealed(request: RelayEnvelope, answer: Exclude<Answer, 'nothing'>, isPlain: boolean): RelayEnvelope {
  const envelope: RelayEnvelope = {
    uid: request.uid,
    timestamp: Math.floor(machineNow() / 1000),
    expiration: 60,
    source: { twin: request.destination?.twin ?? 0 },
    destination: request.source,
    message: 'response',
  };
  if (answer !== 'garbage' && 'error' in answer) {
    Object.assign(envelope, { message: 'error', error: { code: 400, message: answer.error } });
  } else {
    const content = Buffer.from(answer === 'garbage' ? '{"half":' : JSON.stringify(answer.payload));
    Object.assign(envelope, { response: {}, schema: 'application/json' });
    if (isPlain) envelope.plain = content;
    else envelope.cipher = encrypt(content, nodeSecret, keys.encryptionPublicKey);
  }
  const signature = Buffer.concat([Buffer.from('e'), sign(null, envelopeChallenge(envelope), signingKey)]);
  return forge({ ...envelope, signature });
}

function client(options: Partial<RmbOptions> = {}): Rmb {
  seen = [];
  answerOf = (_, payload) => ({ payload });
  forge = (envelope) => envelope;
  signingKey = nodeKey.privateKey;
  faults = [];
  const made = createRmb({
    relayUrl: relay.url,
    twinId: ownTwin,
    keys,
    now: machineNow,
    async lookupTwin(twinId) {
      const publicKey = accounts.get(twinId);
      if (publicKey === undefined) return undefined;
      const encryptionPublicKey = twinId === nodeTwin ? secp256k1.getPublicKey(nodeSecret, true) : undefined;
      return { publicKey, encryptionPublicKey };
    },
    ...options,
  });
  clients.push(made);
  return made;
}
const soon = { deadlineMs: 5000 };
/** For answers that must not come: long enough for a whole exchange on this machine, which takes some milliseconds. */
const short = { deadlineMs: 400 };

describe('a call over the message bus', () => {
  it('is encrypted, signed and answered', async () => {
    const rmb = client();
    answerOf = (command, payload) => ({ payload: { command, payload } });
    const answer = await rmb.call(nodeTwin, 'zos.test', { text: 'grüße' }, soon);
    expect(answer).toEqual({ command: 'zos.test', payload: { text: 'grüße' } });
    expect(seen[0]?.plain).toBeUndefined();
    expect(seen[0]?.source).toMatchObject({ twin: ownTwin });
  });

  it('goes unencrypted only to a twin that has no key', async () => {
    expect(await client().call(plainTwin, 'zos.test', [1], soon)).toEqual([1]);
    expect(seen[0]?.cipher).toBeUndefined();
  });

  it('finds its own answer among many at once', async () => {
    const rmb = client();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => rmb.call(nodeTwin, 'zos.echo', n, soon)));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(new Set(seen.map((envelope) => envelope.source?.connection)).size).toBe(1);
  });

  it("ends with the node's own words when the node refuses", async () => {
    const rmb = client();
    answerOf = () => ({ error: 'deployment not found' });
    await expect(rmb.call(nodeTwin, 'zos.deployment.get', {}, soon)).rejects.toMatchObject({
      code: 'refused',
      reason: 'deployment not found',
      outcomeUnknown: false,
    });
  });

  it('ends with an unknown outcome when nobody answers in time', async () => {
    const rmb = client();
    answerOf = () => 'nothing';
    await expect(rmb.call(nodeTwin, 'zos.deployment.deploy', {}, short)).rejects.toMatchObject({
      code: 'no_answer',
      outcomeUnknown: true,
    });
    expect(seen).toHaveLength(1);
  });

  it('ends with an unknown outcome when the answer is no JSON', async () => {
    const rmb = client();
    answerOf = () => 'garbage';
    await expect(rmb.call(nodeTwin, 'zos.test', {}, soon)).rejects.toMatchObject({
      code: 'answer_invalid',
      outcomeUnknown: true,
    });
  });

  it('ends at once when the twin does not exist', async () => {
    await expect(client().call(999, 'zos.test', {}, soon)).rejects.toMatchObject({ outcomeUnknown: false });
    expect(seen).toHaveLength(0);
  });
});

describe('an answer is not believed', () => {
  const refused = async (prepare: () => void) => {
    const reasons: string[] = [];
    const rmb = client({ onIgnored: (reason) => reasons.push(reason) });
    prepare();
    await expect(rmb.call(nodeTwin, 'zos.test', 'secret', short)).rejects.toMatchObject({ code: 'no_answer' });
    return reasons;
  };

  it('when another key signed it', async () => {
    expect(
      await refused(() => {
        signingKey = strangerKey.privateKey;
      }),
    ).toHaveLength(1);
  });

  it('when its content was changed on the way', async () => {
    const change = (envelope: RelayEnvelope) => ({ ...envelope, expiration: envelope.expiration + 1 });
    expect(
      await refused(() => {
        forge = change;
      }),
    ).toHaveLength(1);
  });

  it('when it is not signed', async () => {
    expect(
      await refused(() => {
        forge = (envelope) => ({ ...envelope, signature: undefined });
      }),
    ).toHaveLength(1);
  });

  it('when it comes from another twin', async () => {
    expect(
      await refused(() => {
        forge = (envelope) => ({ ...envelope, source: { twin: plainTwin } });
      }),
    ).toHaveLength(1);
  });

  it('as a refusal when the relay, which signs nothing, says so', async () => {
    const rmb = client();
    answerOf = () => ({ error: 'exceeded rate limits, dropping message' });
    forge = (envelope) => ({ ...envelope, signature: undefined });
    await expect(rmb.call(nodeTwin, 'zos.test', {}, soon)).rejects.toMatchObject({
      code: 'undelivered',
      outcomeUnknown: true,
    });
  });
});

describe('the connection to the relay', () => {
  it('that cannot be had fails the call with a certain outcome and its cause', async () => {
    const rmb = client({ keys: signerFromMnemonic(createMnemonic()) });
    await expect(rmb.call(nodeTwin, 'zos.test', {}, short)).rejects.toMatchObject({
      code: 'relay_unreachable',
      outcomeUnknown: false,
      cause: expect.objectContaining({ message: expect.stringContaining('401') }),
    });
  });

  it('that breaks while a call waits is opened again and brings the answer', async () => {
    const rmb = client();
    answerOf = () => 'nothing';
    // The relay passes the message on and drops the connection.
    faults = [{ target: 'relay', kind: 'timeoutAfterInclusion', ms: 0 }];
    const call = rmb.call(nodeTwin, 'zos.test', {}, soon);
    await expect.poll(() => seen.length).toBe(1);
    const request = seen[0];
    if (request === undefined) throw new Error('the message arrived');
    let answer: unknown;
    void call.then((value) => {
      answer = value;
    });
    // Sent again until it arrives: what the relay writes to the broken connection is lost.
    const resend = () => {
      relay.send(sealed(request, { payload: 'late' }, false));
      return answer;
    };
    await expect.poll(resend, { timeout: 5000 }).toBe('late');
  });

  it('is opened per call when the client is closed after each', async () => {
    for (const n of [1, 2]) {
      const rmb = client();
      expect(await rmb.call(nodeTwin, 'zos.echo', n, soon)).toBe(n);
      rmb.close();
    }
    const rmb = client();
    answerOf = () => 'nothing';
    const open = rmb.call(nodeTwin, 'zos.echo', 3, soon);
    await expect.poll(() => seen.length).toBe(1);
    rmb.close();
    await expect(open).rejects.toMatchObject({ code: 'no_answer' });
  });
});
