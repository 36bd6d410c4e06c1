/** Values as polkadot-api's codecs give them: u64 and u128 are bigint, bytes Uint8Array, `[u8;32]` 0x-hex, accounts SS58. */
export type Ss58 = string;
export type Hex = string;

export interface Enum<Type extends string, Value = undefined> {
  type: Type;
  value?: Value;
}

export interface AccountInfo {
  nonce: number;
  consumers: number;
  providers: number;
  sufficients: number;
  data: { free: bigint; reserved: bigint; frozen: bigint; flags: bigint };
}

export interface Twin {
  id: number;
  account_id: Ss58;
  relay?: Uint8Array;
  entities: { entity_id: number; signature: Uint8Array }[];
  pk?: Uint8Array;
}

export interface PublicIp {
  ip: Uint8Array;
  gateway: Uint8Array;
  contract_id: bigint;
}

export interface Farm {
  version: number;
  id: number;
  name: Uint8Array;
  twin_id: number;
  pricing_policy_id: number;
  certification: Enum<'NotCertified' | 'Gold'>;
  public_ips: PublicIp[];
  dedicated_farm: boolean;
  farming_policy_limits: undefined;
}

export interface Resources {
  hru: bigint;
  sru: bigint;
  cru: bigint;
  mru: bigint;
}

export interface PublicConfig {
  ip4: { ip: Uint8Array; gw: Uint8Array };
  ip6?: { ip: Uint8Array; gw: Uint8Array };
  domain?: Uint8Array;
}

export interface Node {
  version: number;
  id: number;
  farm_id: number;
  twin_id: number;
  resources: Resources;
  location: { city: Uint8Array; country: Uint8Array; latitude: Uint8Array; longitude: Uint8Array };
  public_config?: PublicConfig;
  created: bigint;
  farming_policy_id: number;
  interfaces: { name: Uint8Array; mac: Uint8Array; ips: Uint8Array[] }[];
  certification: Enum<'Diy' | 'Certified'>;
  secure_boot: boolean;
  virtualized: boolean;
  serial_number?: Uint8Array;
  connection_price: number;
}

export interface NodePower {
  state: Enum<'Up'> | Enum<'Down', number>;
  target: Enum<'Up' | 'Down'>;
}

export interface Policy {
  value: number;
  unit: Enum<'Bytes' | 'Kilobytes' | 'Megabytes' | 'Gigabytes' | 'Terrabytes'>;
}

export interface PricingPolicy {
  version: number;
  id: number;
  name: Uint8Array;
  su: Policy;
  cu: Policy;
  nu: Policy;
  ipu: Policy;
  unique_name: Policy;
  domain_name: Policy;
  foundation_account: Ss58;
  certified_sales_account: Ss58;
  discount_for_dedication_nodes: number;
}

export interface TermsAndConditions {
  account_id: Ss58;
  timestamp: bigint;
  document_link: Uint8Array;
  document_hash: Uint8Array;
}

export type Cause = 'CanceledByUser' | 'OutOfFunds' | 'CanceledByCollective';

export type ContractState =
  | { type: 'Created'; value?: undefined }
  | { type: 'Deleted'; value: Enum<Cause> }
  | { type: 'GracePeriod'; value: bigint };

export interface NodeContract {
  node_id: number;
  deployment_hash: Hex;
  deployment_data: Uint8Array;
  public_ips: number;
  public_ips_list: PublicIp[];
}

export type ContractData =
  | { type: 'NodeContract'; value: NodeContract }
  /** The name as bytes. */
  | { type: 'NameContract'; value: Uint8Array }
  /** The node's id. */
  | { type: 'RentContract'; value: number };

export interface Contract {
  version: number;
  state: ContractState;
  contract_id: bigint;
  twin_id: number;
  contract_type: ContractData;
  solution_provider_id?: bigint;
}

export interface PaymentState {
  standard_reserve: bigint;
  additional_reserve: bigint;
  standard_overdraft: bigint;
  additional_overdraft: bigint;
  last_updated_seconds: bigint;
  cycles: number;
}

export interface BillingInformation {
  previous_nu_reported: bigint;
  last_updated: bigint;
  amount_unbilled: bigint;
}

export interface ContractResources {
  contract_id: bigint;
  used: Resources;
}

export interface NruConsumption {
  contract_id: bigint;
  timestamp: bigint;
  window: bigint;
  nru: bigint;
}

export type DiscountLevel = 'None' | 'Default' | 'Bronze' | 'Silver' | 'Gold';

export interface MintTransaction {
  amount: bigint;
  target: Ss58;
  block: number;
  votes: number;
}

export interface BurnTransaction {
  block: number;
  amount: bigint;
  source?: Ss58;
  target: Uint8Array;
  signatures: StellarSignature[];
  sequence_number: bigint;
}

export interface RefundTransaction {
  block: number;
  amount: bigint;
  target: Uint8Array;
  tx_hash: Uint8Array;
  signatures: StellarSignature[];
  sequence_number: bigint;
}

export interface StellarSignature {
  signature: Uint8Array;
  stellar_pub_key: Uint8Array;
}

export interface RuntimeCall {
  type: string;
  value: { type: string; value: unknown };
}

export interface RuntimeEvent {
  type: string;
  value: { type: string; value: unknown };
}

export interface EventRecord {
  phase: Enum<'ApplyExtrinsic', number> | Enum<'Finalization' | 'Initialization'>;
  event: RuntimeEvent;
  topics: Hex[];
}

export type DispatchError =
  | { type: 'Module'; value: { type: string; value: { type: string; value: Hex } } }
  | { type: 'Token'; value: Enum<string> }
  | { type: 'Arithmetic'; value: Enum<string> }
  | { type: 'BadOrigin' | 'Other'; value?: undefined };
