import type { GenesisPublicIp, NodeResources } from './genesis.ts';

/** What the rest of the grid sandbox (nodes, gridproxy, control) sees and does on the chain, without going over the wire. */
export interface ChainAccess {
  /** Timestamp of the best block in milliseconds: the chain's own time. */
  now(): number;
  bestBlock(): { number: number; hash: string };
  finalizedBlock(): { number: number; hash: string };
  /** The newest blocks first, for an explorer; as many as the chain keeps (a few hundred). */
  recentBlocks(limit: number): ChainBlock[];

  /** All reads answer from the best block. */
  twin(id: number): ChainTwin | undefined;
  twins(): ChainTwin[];
  twinIdOfAccount(publicKey: Uint8Array): number | undefined;
  /** sr25519 public key (32 bytes) of the account that owns the twin. */
  accountKeyOfTwin(twinId: number): Uint8Array | undefined;
  farm(id: number): ChainFarm | undefined;
  farms(): ChainFarm[];
  node(id: number): ChainNode | undefined;
  nodes(): ChainNode[];
  contract(id: number): ChainContract | undefined;
  contracts(): ChainContract[];
  balance(publicKey: Uint8Array): { freeUnits: bigint; reservedUnits: bigint; frozenUnits: bigint };
  tftPriceMusd(): number;

  /** Called for each event when its block is made (`finalized: false`) and again when it is final (`finalized: true`). */
  onEvent(listener: (event: ChainEvent) => void): () => void;

  /** The calls below become extrinsics of the next block; their promises resolve when it is made, and reject with the name of the chain's error. */
  reportContractResources(nodeId: number, contractId: number, used: NodeResources): Promise<void>;
  reportUptime(nodeId: number, uptimeSeconds: number): Promise<void>;
  /** `down` and `standby` differ only off chain; on chain `standby` sets power state and target to Down, the others to Up. */
  setNodePower(nodeId: number, power: 'up' | 'standby' | 'down'): Promise<void>;
  /** Sets current and average price at once, as after a day at this price. */
  setTftPrice(musd: number): Promise<void>;
  /** A deposit through the bridge of which exactly `units` arrive. */
  mint(publicKey: Uint8Array, units: bigint): Promise<void>;

  readonly faults: ChainFaults;
}

export interface ChainTwin {
  id: number;
  /** SS58 address, prefix 42. */
  address: string;
  publicKey: Uint8Array;
  relay?: string;
  encryptionKey?: Uint8Array;
}

export interface ChainFarm {
  id: number;
  name: string;
  twinId: number;
  certification: 'NotCertified' | 'Gold';
  dedicated: boolean;
  /** `contractId` 0 means free. */
  publicIps: (GenesisPublicIp & { contractId: number })[];
}

export interface ChainNode {
  id: number;
  farmId: number;
  twinId: number;
  resources: NodeResources;
  location: { city: string; country: string; latitude: string; longitude: string };
  certification: 'Diy' | 'Certified';
  createdAtSeconds: number;
  publicConfig?: { ip4: { ip: string; gateway: string }; ip6?: { ip: string; gateway: string }; domain?: string };
  power: { state: 'Up' | 'Down'; target: 'Up' | 'Down' };
  extraFeeMusd: number;
  activeContractIds: number[];
  rentContractId?: number;
  v3OptOut: boolean;
}

export type ChainContract = {
  contractId: number;
  twinId: number;
  state: 'Created' | 'GracePeriod' | 'Deleted';
  solutionProviderId?: number;
} & ContractSubject;

export type ContractSubject =
  | {
      type: 'node';
      nodeId: number;
      /** The 32 characters of the lowercase hex md5. */
      hash: string;
      /** Deployment data as text. */
      deploymentData: string;
      publicIps: GenesisPublicIp[];
      /** What the node reported last; undefined before the first report. */
      used?: NodeResources;
    }
  | { type: 'name'; name: string }
  | { type: 'rent'; nodeId: number };

export interface ChainEvent {
  pallet: string;
  name: string;
  /** Decoded by metadata as polkadot-api does: u64 and u128 are bigint, accounts SS58, bytes Uint8Array, `[u8; n]` 0x-hex. */
  value: unknown;
  blockNumber: number;
  finalized: boolean;
}

export interface ChainBlock {
  number: number;
  hash: string;
  timestampMs: number;
  extrinsics: { signer?: string; pallet: string; call: string; ok: boolean }[];
  events: { pallet: string; name: string; value: unknown }[];
}

export type ChainFault =
  /** Submissions are answered and never included. */
  | { kind: 'silence' }
  /** The submission is included, its answer never sent and the connection dropped. */
  | { kind: 'timeoutAfterInclusion' }
  /** The pool answers error 1010. */
  | { kind: 'refuse' }
  /** Every answer to a submission waits. */
  | { kind: 'slow'; ms: number };

export interface ChainFaults {
  /** The next `count` submissions (default 1) meet this fault; faults wait in the order in which they were added. */
  add(fault: ChainFault, count?: number): void;
  clear(): void;
  pending(): ChainFault[];
}
