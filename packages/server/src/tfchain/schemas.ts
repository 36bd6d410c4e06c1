import { z } from 'zod';
import { publicKeyOf } from './signer.ts';
import { amount, bytes, id64, text, u32 } from './values.ts';

/** One schema per storage item that we read. Fields that we do not use may change freely. */

export interface ChainTwin {
  id: number;
  address: string;
  /** sr25519 key of the owning account: its messages are signed with it. */
  publicKey: Uint8Array;
  /** Relay hosts joined by `_`. */
  relay?: string;
  /** Compressed secp256k1 key; absent means that its messages travel unencrypted. */
  encryptionPublicKey?: Uint8Array;
}

export const twinSchema = z
  .object({ id: u32, account_id: z.string(), relay: text.optional(), pk: bytes.optional() })
  .transform(
    (value): ChainTwin => ({
      id: value.id,
      address: value.account_id,
      publicKey: publicKeyOf(value.account_id),
      relay: value.relay,
      encryptionPublicKey: value.pk === undefined || value.pk.length === 0 ? undefined : value.pk,
    }),
  );

/** Units of 1e-7 TFT. */
export interface ChainAccount {
  nonce: number;
  freeUnits: bigint;
  /** Already committed to contracts: treat it as spent. */
  reservedUnits: bigint;
  frozenUnits: bigint;
  /** What contracts and fees can still take: free - max(existential deposit, frozen), never below zero. */
  usableUnits: bigint;
}

/** TFChain's constant: an account below it is removed. */
const existentialDepositUnits = 500n;

export const accountSchema = z
  .object({ nonce: u32, data: z.object({ free: amount, reserved: amount, frozen: amount }) })
  .transform(({ nonce, data }): ChainAccount => {
    const kept = data.frozen > existentialDepositUnits ? data.frozen : existentialDepositUnits;
    return {
      nonce,
      freeUnits: data.free,
      reservedUnits: data.reserved,
      frozenUnits: data.frozen,
      usableUnits: data.free > kept ? data.free - kept : 0n,
    };
  });

/** Units of 1e-7 USD per hour and unit. */
export interface PricingPolicy {
  id: number;
  cuUnits: number;
  suUnits: number;
  nuUnits: number;
  ipv4Units: number;
  uniqueNameUnits: number;
  domainNameUnits: number;
  /** Percent of the full price that a rented node costs (the chain calls it a discount). */
  rentPercent: number;
}

const policyValue = z.object({ value: u32 }).transform(({ value }) => value);

export const pricingPolicySchema = z
  .object({
    id: u32,
    cu: policyValue,
    su: policyValue,
    nu: policyValue,
    ipu: policyValue,
    unique_name: policyValue,
    domain_name: policyValue,
    discount_for_dedication_nodes: u32,
  })
  .transform(
    (value): PricingPolicy => ({
      id: value.id,
      cuUnits: value.cu,
      suUnits: value.su,
      nuUnits: value.nu,
      ipv4Units: value.ipu,
      uniqueNameUnits: value.unique_name,
      domainNameUnits: value.domain_name,
      rentPercent: value.discount_for_dedication_nodes,
    }),
  );

export interface ChainFarm {
  id: number;
  name: string;
  twinId: number;
  gold: boolean;
  /** True when each node of the farm may only be rented whole. */
  dedicated: boolean;
  /** `contractId` 0 means free. */
  publicIps: { ip: string; gateway: string; contractId: number }[];
}

export const farmSchema = z
  .object({
    id: u32,
    name: text,
    twin_id: u32,
    certification: z.object({ type: z.string() }),
    public_ips: z.array(z.object({ ip: text, gateway: text, contract_id: id64 })),
    dedicated_farm: z.boolean(),
  })
  .transform(
    (value): ChainFarm => ({
      id: value.id,
      name: value.name,
      twinId: value.twin_id,
      gold: value.certification.type === 'Gold',
      dedicated: value.dedicated_farm,
      publicIps: value.public_ips.map(({ contract_id, ...ip }) => ({ ...ip, contractId: contract_id })),
    }),
  );

export interface ChainNode {
  id: number;
  farmId: number;
  /** Where its messages go. */
  twinId: number;
  certified: boolean;
  /** Cores, and bytes. */
  resources: { cru: number; mru: number; sru: number; hru: number };
}

export const nodeSchema = z
  .object({
    id: u32,
    farm_id: u32,
    twin_id: u32,
    certification: z.object({ type: z.string() }),
    resources: z.object({ cru: id64, mru: id64, sru: id64, hru: id64 }),
  })
  .transform(
    (value): ChainNode => ({
      id: value.id,
      farmId: value.farm_id,
      twinId: value.twin_id,
      certified: value.certification.type === 'Certified',
      resources: value.resources,
    }),
  );

export interface NodePower {
  /** Up only when the node runs and its farmer wants it so; contracts are refused otherwise. */
  acceptsContracts: boolean;
  state: 'up' | 'down';
  target: 'up' | 'down';
}

const upOrDown = z.object({ type: z.enum(['Up', 'Down']) }).transform(({ type }) => (type === 'Up' ? 'up' : 'down'));

export const nodePowerSchema = z
  .object({ state: upOrDown, target: upOrDown })
  .transform(
    ({ state, target }): NodePower => ({ state, target, acceptsContracts: state === 'up' && target === 'up' }),
  );

export const termsSchema = z.array(z.unknown()).optional();

/** A deposit that the bridge has brought onto the chain; the amount is gross. */
export interface BridgeMint {
  grossUnits: bigint;
  target: string;
  block: number;
}

export const bridgeMintSchema = z
  .object({ amount, target: z.string(), block: u32 })
  .transform(({ amount: grossUnits, target, block }): BridgeMint => ({ grossUnits, target, block }));
