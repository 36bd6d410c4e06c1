import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';

/** All keys of the sandbox's machines and demo farmers, derived from one secret that is generated per data folder. */
export interface GridKeys {
  /** Raw ed25519 public key (32 bytes): nodes of the real grid hold ed25519 accounts too. */
  nodeAccount(nodeId: number): Uint8Array;
  nodeSigningKey(nodeId: number): KeyObject;
  /** Compressed secp256k1 keys for end-to-end encryption of the nodes 1 to `count`, in order. */
  nodeEncryptionKeys(count: number): Uint8Array[];
  nodeEncryptionSecret(nodeId: number): Uint8Array;
  /** An account whose secret nobody has: the farmers who are only scenery. */
  sceneryAccount(name: string): Uint8Array;
  /** 32 bytes: sr25519 mini secret of a demo provider, for a wallet to sign with. */
  providerSeed(index: number): Uint8Array;
}

// DER wrapper of a raw ed25519 seed (RFC 8410), so that Node's own crypto takes it.
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export function gridKeys(secretHex: string): GridKeys {
  const derive = (path: string) => createHash('sha256').update(`${secretHex}/${path}`).digest();
  const nodeSigningKey = (nodeId: number) =>
    createPrivateKey({
      key: Buffer.concat([ed25519Prefix, derive(`node/${nodeId}`)]),
      format: 'der',
      type: 'pkcs8',
    });
  // Neighbours differ by one: 2,000 public keys then cost one point addition each instead of a multiplication.
  const firstSecret = BigInt(`0x${derive('node-encryption').toString('hex')}`) % (secp256k1.Point.Fn.ORDER - 10n ** 9n);
  return {
    nodeSigningKey,
    nodeAccount(nodeId) {
      const { x } = createPublicKey(nodeSigningKey(nodeId)).export({ format: 'jwk' });
      return new Uint8Array(Buffer.from(String(x), 'base64url'));
    },
    nodeEncryptionKeys(count) {
      let point = secp256k1.Point.BASE.multiply(firstSecret);
      const points = Array.from({ length: count }, () => {
        point = point.add(secp256k1.Point.BASE);
        return point;
      });
      return normalizeZ(secp256k1.Point, points).map((each) => each.toBytes(true));
    },
    nodeEncryptionSecret: (nodeId) =>
      new Uint8Array(Buffer.from((firstSecret + BigInt(nodeId)).toString(16).padStart(64, '0'), 'hex')),
    sceneryAccount: (name) => new Uint8Array(derive(`scenery/${name}`)),
    providerSeed: (index) => new Uint8Array(derive(`provider/${index}`)),
  };
}
