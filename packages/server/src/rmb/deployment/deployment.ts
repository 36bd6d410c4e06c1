/** A deployment as a node takes it: the JSON of `zos.deployment.deploy`. Field names are the node's own. */
export interface Deployment {
  /** 0 at creation, one more with each update. */
  version: number;
  twin_id: number;
  /** Set after the contract exists; not part of the hash. */
  contract_id: number;
  metadata: string;
  description: string;
  expiration: 0;
  signature_requirement: SignatureRequirement;
  workloads: Workload[];
}

export interface SignatureRequirement {
  requests: { twin_id: number; required: boolean; weight: number }[];
  weight_required: number;
  signatures: { twin_id: number; signature: string; signature_type: 'sr25519' | 'ed25519' }[];
  signature_style: '' | 'polka-wallet';
}

/** One part of a deployment. Sizes are bytes; names match `^[a-zA-Z0-9_]+$`, 1 to 36 characters, unique within it. */
export type Workload = {
  [T in keyof WorkloadData]: {
    version: number;
    name: string;
    type: T;
    data: WorkloadData[T];
    metadata: string;
    description: string;
  };
}[keyof WorkloadData];

export interface WorkloadData {
  zmount: { size: number };
  volume: { size: number };
  ip: { v4: boolean; v6: boolean };
  zlogs: { zmachine: string; output: string };
  zdb: { size: number; mode: 'user' | 'seq'; password: string; public: boolean };
  network: Network;
  /** On zos4 nodes; mycelium is mandatory. */
  'network-light': Network & { mycelium: Mycelium };
  zmachine: Machine & { network: { public_ip: string; planetary: boolean } };
  /** On zos4 nodes: no public address. */
  'zmachine-light': Machine;
  'gateway-name-proxy': GatewayProxy & { name: string };
  'gateway-fqdn-proxy': GatewayProxy & { fqdn: string };
  qsfs: QuantumSafeFileSystem;
}

export interface Network {
  /** The whole network, an IPv4 /16. */
  ip_range: string;
  /** This node's part, a /24. */
  subnet: string;
  /** base64, 32 bytes. */
  wireguard_private_key: string;
  wireguard_listen_port: number;
  peers: { subnet: string; wireguard_public_key: string; allowed_ips: string[]; endpoint: string }[];
  mycelium?: Mycelium;
}

export interface Mycelium {
  /** 32 bytes in hex. */
  hex_key: string;
  peers: string[];
}

export interface Machine {
  flist: string;
  network: {
    /** `hex_seed`: 6 bytes in hex, which fix the address within the network. */
    mycelium?: { network: string; hex_seed: string };
    interfaces: { network: string; ip: string }[];
  };
  /** Root filesystem. */
  size: number;
  compute_capacity: { cpu: number; memory: number };
  mounts: { name: string; mountpoint: string }[];
  entrypoint: string;
  env: Record<string, string>;
  corex: boolean;
  /** `slot/vendor/device`. */
  gpu: string[];
}

export interface GatewayProxy {
  tls_passthrough: boolean;
  backends: string[];
  network?: string;
}

export interface QuantumSafeFileSystem {
  cache: number;
  config: {
    minimal_shards: number;
    expected_shards: number;
    redundant_groups: number;
    redundant_nodes: number;
    max_zdb_data_dir_size: number;
    encryption: Encryption;
    meta: { type: string; config: { prefix: string; encryption: Encryption; backends: ZdbBackend[] } };
    groups: { backends: ZdbBackend[] }[];
    compression: { algorithm: string };
  };
}

export interface Encryption {
  algorithm: string;
  /** 32 bytes in hex. */
  key: string;
}

export interface ZdbBackend {
  address: string;
  namespace: string;
  password: string;
}
