import { getPublicKey, secretFromSeed } from '@scure/sr25519';
import type { Genesis } from '../chain/genesis.ts';
import { makeFarms, providerFarmIds, type WorldFarm } from './farms.ts';
import { gridKeys } from './keys.ts';
import { makeNodes, type WorldNode } from './nodes.ts';
import { seededRandom } from './seeded-random.ts';

export interface World {
  farms: WorldFarm[];
  nodes: WorldNode[];
  genesis: Genesis;
}

export interface WorldOptions {
  /** Secret of the data folder that machine keys are derived from (hex). */
  keySecret: string;
  /** Second octet of the loopback addresses that farms rent out, 64 to 127. */
  loopbackOctet: number;
  operator: WorldOperator;
  nodeCount?: number;
  seed?: number;
}

/** The marketplace's own account. */
export interface WorldOperator {
  /** sr25519 public key of the account (32 bytes, hex). */
  publicKeyHex: string;
  balanceUnits: bigint;
  /** Compressed secp256k1 key (33 bytes, hex); with it the operator's twin exists from the beginning. */
  twinEncryptionKeyHex?: string;
  /** Cold account bonded to the twin: counts for the staking discount, never pays. */
  stash?: { publicKeyHex: string; balanceUnits: bigint };
}

export const operatorTwinId = 7001;
const relayName = 'relay.sandbox.localhost';
const farmerBalanceUnits = 500n * 10_000_000n;

/** The same options give the same world; no clock and no chance are involved. */
export function generateWorld(options: WorldOptions): World {
  const random = seededRandom(options.seed ?? 20_261_122);
  const farms = makeFarms(random, options.nodeCount ?? 2000, options.loopbackOctet);
  const nodes = makeNodes(random, farms);
  return { farms, nodes, genesis: genesisOf(options, farms, nodes) };
}

function genesisOf(options: WorldOptions, farms: WorldFarm[], nodes: WorldNode[]): Genesis {
  const keys = gridKeys(options.keySecret);
  const encryptionKeys = keys.nodeEncryptionKeys(nodes.length);
  const farmerAccount = (farmId: number) => {
    const provider = (providerFarmIds as readonly number[]).indexOf(farmId);
    return provider < 0
      ? keys.sceneryAccount(`farmer/${farmId}`)
      : getPublicKey(secretFromSeed(keys.providerSeed(provider)));
  };
  const { operator } = options;
  const operatorKey = fromHex(operator.publicKeyHex);
  const farmers = farms.map((farm) => ({ id: farm.twinId, publicKey: farmerAccount(farm.id), relay: relayName }));
  const machines = nodes.map((node, index) => ({
    id: node.twinId,
    publicKey: keys.nodeAccount(node.id),
    relay: relayName,
    encryptionKey: encryptionKeys[index],
  }));
  const operatorTwin =
    operator.twinEncryptionKeyHex === undefined
      ? []
      : [
          {
            id: operatorTwinId,
            publicKey: operatorKey,
            relay: relayName,
            encryptionKey: fromHex(operator.twinEncryptionKeyHex),
            ...(operator.stash ? { stashPublicKey: fromHex(operator.stash.publicKeyHex) } : {}),
          },
        ];
  return {
    accounts: [
      { publicKey: operatorKey, freeUnits: operator.balanceUnits },
      ...(operator.stash
        ? [{ publicKey: fromHex(operator.stash.publicKeyHex), freeUnits: operator.stash.balanceUnits }]
        : []),
      ...farmers.map((farmer) => ({ publicKey: farmer.publicKey, freeUnits: farmerBalanceUnits })),
    ],
    twins: [...farmers, ...machines, ...operatorTwin],
    farms: farms.map(({ place: _place, nodeCount: _nodeCount, ...farm }) => farm),
    nodes: nodes.map((node) => ({
      id: node.id,
      farmId: node.farmId,
      twinId: node.twinId,
      resources: node.resources,
      location: node.location,
      certification: node.certification,
      createdAtSeconds: node.createdAtSeconds,
      publicConfig: node.publicConfig,
      extraFeeMusd: node.extraFeeMusd,
      power: node.power,
      secureBoot: node.secureBoot,
      virtualized: node.virtualized,
      serialNumber: node.serialNumber,
    })),
  };
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replace(/^0x/, ''), 'hex'));
}
