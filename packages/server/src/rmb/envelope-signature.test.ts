import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMnemonic, signerFromMnemonic } from '../tfchain/signer.ts';
import { decodeEnvelope, type Envelope, encodeEnvelope } from './envelope.ts';
import { envelopeDigest, isSignedBy, signEnvelope } from './envelope-signature.ts';

const keys = signerFromMnemonic(createMnemonic());
const request: Envelope = {
  uid: 'u-1',
  tags: 'tag',
  timestamp: 1700000000,
  expiration: 20,
  source: { twin: 7001, connection: 'session' },
  destination: { twin: 55 },
  request: { command: 'zos.deployment.get' },
  schema: 'application/json',
  plain: Buffer.from('{"contract_id":1}'),
};

describe('the digest of an envelope', () => {
  it('is md5 of its fields in the order of the protocol', () => {
    const text = 'u-1tag1700000000207001session55zos.deployment.getapplication/json{"contract_id":1}';
    expect(Buffer.from(envelopeDigest(request))).toEqual(createHash('md5').update(text).digest());
  });

  it('has code and message of an error, and nothing for a response', () => {
    const answer: Envelope = { uid: 'u', timestamp: 1, expiration: 2, source: { twin: 3 }, destination: { twin: 4 } };
    const digestOf = (text: string) => createHash('md5').update(text).digest('hex');
    expect(Buffer.from(envelopeDigest({ ...answer, response: {} })).toString('hex')).toBe(digestOf('u1234'));
    const failed = { ...answer, error: { code: 400, message: 'no' } };
    expect(Buffer.from(envelopeDigest(failed)).toString('hex')).toBe(digestOf('u1234400no'));
  });
});

describe('a signature', () => {
  it('survives the wire and belongs to one key', () => {
    const received = decodeEnvelope(encodeEnvelope(signEnvelope(request, keys)));
    expect(received).toMatchObject(request);
    expect(isSignedBy(received, keys.publicKey)).toBe(true);
    expect(isSignedBy(received, signerFromMnemonic(createMnemonic()).publicKey)).toBe(false);
  });

  it('covers every field that the receiver acts on', () => {
    const signed = signEnvelope(request, keys);
    const changes: Partial<Envelope>[] = [
      { uid: 'u-2' },
      { timestamp: request.timestamp + 1 },
      { expiration: 3600 },
      { source: { twin: 7002, connection: 'session' } },
      { destination: { twin: 56 } },
      { request: { command: 'zos.deployment.deploy' } },
      { plain: Buffer.from('{"contract_id":2}') },
    ];
    for (const change of changes) expect(isSignedBy({ ...signed, ...change }, keys.publicKey)).toBe(false);
  });

  it('of a node is ed25519', () => {
    const node = generateKeyPairSync('ed25519');
    const publicKey = Buffer.from(node.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const made = sign(null, envelopeDigest(request), node.privateKey);
    expect(isSignedBy({ ...request, signature: Buffer.concat([Buffer.from('e'), made]) }, publicKey)).toBe(true);
    expect(isSignedBy({ ...request, signature: Buffer.concat([Buffer.from('s'), made]) }, publicKey)).toBe(false);
  });

  it.each([undefined, new Uint8Array(), new Uint8Array(65), new Uint8Array(65).fill(115)])(
    'that is malformed is wrong, never an error (%#)',
    (signature) => {
      expect(isSignedBy({ ...request, signature }, keys.publicKey)).toBe(false);
    },
  );
});

describe('a frame', () => {
  it('that is no envelope is refused', () => {
    expect(() => decodeEnvelope(Buffer.from('ffffffffff00', 'hex'))).toThrow();
  });

  it('keeps ping and pong apart although they are empty', () => {
    const ping: Envelope = { uid: 'p', timestamp: 1, expiration: 40, ping: {} };
    expect(decodeEnvelope(encodeEnvelope(ping))).toMatchObject({ ping: {} });
    expect(decodeEnvelope(encodeEnvelope(ping)).pong).toBeUndefined();
  });
});
