import { createHash, randomUUID } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { getPublicKey, secretFromSeed, sign } from '@scure/sr25519';
import { WebSocket } from 'ws';
import { decodeEnvelope, type Envelope, encodeEnvelope } from '../relay/envelope.ts';
import { envelopeChallenge } from '../relay/envelope-challenge.ts';
import { deploymentHash } from './challenge.ts';
import { type Deployment, deploymentSchema } from './deployment.ts';
import { decrypt, encrypt } from './end-to-end.ts';

/** A customer's twin for the tests: signs tokens, messages and deployments with an sr25519 account. */
export interface TestTwin {
  id: number;
  publicKeyHex: string;
  encryptionKeyHex: string;
  /** Raw sr25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  token(change?: object): string;
  signed(envelope: Envelope): Envelope;
  request(node: number, command: string, payload: unknown, atMs: number, peerKey?: Uint8Array): Envelope;
  open(envelope: Envelope, peerKey: Uint8Array): unknown;
  signedDeployment(deployment: object): Deployment;
}

export function testTwin(id: number, name: string, sid: string): TestTwin {
  const seed = createHash('sha256').update(name).digest();
  const secret = secretFromSeed(seed);
  const prefixed = (message: Uint8Array) => Buffer.concat([Buffer.from('s'), sign(secret, message)]);
  const signed = (envelope: Envelope) => ({ ...envelope, signature: prefixed(envelopeChallenge(envelope)) });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    id,
    publicKeyHex: Buffer.from(getPublicKey(secret)).toString('hex'),
    encryptionKeyHex: Buffer.from(secp256k1.getPublicKey(seed, true)).toString('hex'),
    sign: (message) => sign(secret, message),
    token(change = {}) {
      const seconds = Math.floor(Date.now() / 1000);
      const claims = { sub: id, iat: seconds, exp: seconds + 1000, sid, ...change };
      const text = `${part({ alg: 'RS512', typ: 'JWT' })}.${part(claims)}`;
      return `${text}.${prefixed(Buffer.from(text)).toString('base64url')}`;
    },
    signed,
    request(node, command, payload, atMs, peerKey) {
      const bytes = Buffer.from(JSON.stringify(payload));
      return signed({
        uid: randomUUID(),
        timestamp: Math.floor(atMs / 1000),
        expiration: 20,
        source: { twin: id, connection: sid },
        destination: { twin: node },
        message: 'request',
        request: { command },
        schema: 'application/json',
        ...(peerKey ? { cipher: encrypt(bytes, seed, peerKey) } : { plain: bytes }),
      });
    },
    open({ plain, cipher }, peerKey) {
      const bytes = cipher ? decrypt(cipher, seed, peerKey) : plain;
      return JSON.parse(Buffer.from(bytes ?? []).toString());
    },
    signedDeployment(fields) {
      const requests = [{ twin_id: id, required: false, weight: 1 }];
      const deployment = deploymentSchema.parse({
        version: 0,
        twin_id: id,
        contract_id: 0,
        signature_requirement: { requests, weight_required: 1 },
        ...fields,
      });
      const signature = Buffer.from(sign(secret, deploymentHash(deployment))).toString('hex');
      deployment.signature_requirement.signatures = [{ twin_id: id, signature, signature_type: 'sr25519' }];
      return deployment;
    },
  };
}

/** One connection to a relay; `next` gives the messages in the order in which they came. */
export interface TestConnection {
  send(envelope: Envelope): void;
  next(): Promise<Envelope>;
  closed: Promise<number>;
  close(): void;
}

/** Rejects with the relay's HTTP answer when it refuses the token. */
export async function connectTwin(relayUrl: string, token: string): Promise<TestConnection> {
  const socket = new WebSocket(`${relayUrl}?${token}`);
  const arrived: Envelope[] = [];
  const waiting: ((envelope: Envelope) => void)[] = [];
  socket.on('message', (bytes: Buffer) => {
    const envelope = decodeEnvelope(bytes);
    const waiter = waiting.shift();
    if (waiter) waiter(envelope);
    else arrived.push(envelope);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('unexpected-response', (_request, response) => {
      response.setEncoding('utf8').once('data', (text: string) => reject(new Error(`${response.statusCode} ${text}`)));
    });
    socket.on('error', reject);
  });
  return {
    send: (envelope) => socket.send(encodeEnvelope(envelope)),
    next: () => {
      const envelope = arrived.shift();
      return envelope ? Promise.resolve(envelope) : new Promise((resolve) => waiting.push(resolve));
    },
    closed,
    close: () => socket.close(),
  };
}
