import { randomBytes, randomInt } from 'node:crypto';
import type { VmNetwork } from './build-vm.ts';

/** Range that nodes give to user networks. */
const firstPort = 2000;
const lastPort = 9999;

/**
 * The random part of a deployment; make it once and keep it with the order.
 * @param usedPorts what the node answers to `listWgPorts`.
 */
export function newVmNetwork(usedPorts: Iterable<number>): VmNetwork {
  const used = new Set(usedPorts);
  const free = Array.from({ length: lastPort - firstPort + 1 }, (_, offset) => firstPort + offset).filter(
    (port) => !used.has(port),
  );
  const port = free[randomInt(Math.max(1, free.length))];
  if (port === undefined) throw new RangeError('the node has no free WireGuard port');
  return {
    wireguardPrivateKey: clamped(randomBytes(32)).toString('base64'),
    wireguardListenPort: port,
    myceliumKeyHex: randomBytes(32).toString('hex'),
    myceliumSeedHex: randomBytes(6).toString('hex'),
  };
}

/** The bits that X25519 fixes in every secret; some tools refuse a key without them. */
function clamped(key: Buffer): Buffer {
  key[0] = (key[0] ?? 0) & 248;
  key[31] = ((key[31] ?? 0) & 127) | 64;
  return key;
}
