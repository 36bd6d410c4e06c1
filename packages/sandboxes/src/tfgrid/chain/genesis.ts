/**
 * The first state of a sandbox chain, as data. It is used once: a chain that already has blocks in its data folder goes
 * on with what it has and ignores the genesis it is given.
 */
export interface Genesis {
  accounts: GenesisAccount[];
  twins: GenesisTwin[];
  farms: GenesisFarm[];
  nodes: GenesisNode[];
  /** Policy 1; `defaultPricingPolicy` holds the real chain's genesis values. */
  pricingPolicy?: GenesisPricingPolicy;
  tftPrice?: GenesisTftPrice;
}

export interface GenesisAccount {
  /** sr25519 public key, 32 bytes. */
  publicKey: Uint8Array;
  freeUnits: bigint;
}

export interface GenesisTwin {
  id: number;
  /** sr25519 public key of the owning account, 32 bytes; one twin per account. */
  publicKey: Uint8Array;
  /** Relay host names joined by `_`, as on the real chain. */
  relay?: string;
  /** Compressed secp256k1 key for end-to-end encryption, 33 bytes. */
  encryptionKey?: Uint8Array;
  /** Account bonded to the twin, 32 bytes: its balance counts for the staking discount and never pays. */
  stashPublicKey?: Uint8Array;
}

export interface GenesisFarm {
  id: number;
  name: string;
  twinId: number;
  certification: 'NotCertified' | 'Gold';
  /** True when every node of the farm may only be rented whole. */
  dedicated: boolean;
  publicIps: GenesisPublicIp[];
}

export interface GenesisPublicIp {
  /** With prefix length, `185.69.167.10/24`. */
  ip: string;
  gateway: string;
}

export interface GenesisNode {
  id: number;
  farmId: number;
  twinId: number;
  resources: NodeResources;
  location: { city: string; country: string; latitude: string; longitude: string };
  certification: 'Diy' | 'Certified';
  createdAtSeconds: number;
  publicConfig?: { ip4: { ip: string; gateway: string }; ip6?: { ip: string; gateway: string }; domain?: string };
  /** Extra fee of a dedicated node in mUSD per month; the node is rentable only. */
  extraFeeMusd?: number;
  /** Standby is `down`: state and target of the farmerbot. Default `up`. */
  power?: 'up' | 'down';
  secureBoot?: boolean;
  virtualized?: boolean;
  serialNumber?: string;
  /** True when the farmer took the node out of the v3 grid: only twin admins may deploy on it. */
  v3OptOut?: boolean;
}

/** Cores, and bytes of memory, SSD and HDD. */
export interface NodeResources {
  cru: number;
  mru: number;
  sru: number;
  hru: number;
}

/** Values are units of USD (1e-7) per hour and unit. */
export interface GenesisPricingPolicy {
  cu: number;
  su: number;
  nu: number;
  ipu: number;
  uniqueName: number;
  domainName: number;
  /** Percent of the full price that is paid for a rented node. */
  discountForDedicationNodes: number;
}

/** mUSD per TFT. */
export interface GenesisTftPrice {
  currentMusd: number;
  minMusd: number;
  maxMusd: number;
}

/** Values of the real chain's genesis; CU 7.20, SU 3.60, IPv4 2.88 USD per 30 days. */
export const defaultPricingPolicy: GenesisPricingPolicy = {
  cu: 100_000,
  su: 50_000,
  nu: 15_000,
  ipu: 40_000,
  uniqueName: 2_500,
  domainName: 5_000,
  discountForDedicationNodes: 50,
};

export const defaultTftPrice: GenesisTftPrice = { currentMusd: 10, minMusd: 10, maxMusd: 1000 };
