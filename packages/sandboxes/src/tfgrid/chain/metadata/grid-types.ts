import type { TypeTable } from './type-registry.ts';

const bytes = 'Vec<u8>';

/** Types of TFChain's own pallets, with the field names and order of the real runtime. */
export const gridTypes: TypeTable = {
  Resources: {
    path: 'tfchain_support::resources::Resources',
    fields: { hru: 'u64', sru: 'u64', cru: 'u64', mru: 'u64' },
  },
  FarmCertification: { path: 'tfchain_support::types::FarmCertification', variants: ['NotCertified', 'Gold'] },
  NodeCertification: { path: 'tfchain_support::types::NodeCertification', variants: ['Diy', 'Certified'] },
  PublicIP: { path: 'tfchain_support::types::PublicIP', fields: { ip: bytes, gateway: bytes, contract_id: 'u64' } },
  IP4: { path: 'tfchain_support::types::IP4', fields: { ip: bytes, gw: bytes } },
  IP6: { path: 'tfchain_support::types::IP6', fields: { ip: bytes, gw: bytes } },
  PublicConfig: {
    path: 'tfchain_support::types::PublicConfig',
    fields: { ip4: 'IP4', ip6: 'Option<IP6>', domain: `Option<${bytes}>` },
  },
  FarmingPolicyLimit: {
    path: 'tfchain_support::types::FarmingPolicyLimit',
    fields: {
      farming_policy_id: 'u32',
      cu: 'Option<u64>',
      su: 'Option<u64>',
      end: 'Option<u64>',
      node_count: 'Option<u32>',
      node_certification: 'bool',
    },
  },
  Farm: {
    path: 'tfchain_support::types::Farm',
    fields: {
      version: 'u32',
      id: 'u32',
      name: bytes,
      twin_id: 'u32',
      pricing_policy_id: 'u32',
      certification: 'FarmCertification',
      public_ips: 'Vec<PublicIP>',
      dedicated_farm: 'bool',
      farming_policy_limits: 'Option<FarmingPolicyLimit>',
    },
  },
  Location: {
    path: 'pallet_tfgrid::node::Location',
    fields: { city: bytes, country: bytes, latitude: bytes, longitude: bytes },
  },
  Interface: { path: 'tfchain_support::types::Interface', fields: { name: bytes, mac: bytes, ips: `Vec<${bytes}>` } },
  Node: {
    path: 'tfchain_support::types::Node',
    fields: {
      version: 'u32',
      id: 'u32',
      farm_id: 'u32',
      twin_id: 'u32',
      resources: 'Resources',
      location: 'Location',
      public_config: 'Option<PublicConfig>',
      created: 'u64',
      farming_policy_id: 'u32',
      interfaces: 'Vec<Interface>',
      certification: 'NodeCertification',
      secure_boot: 'bool',
      virtualized: 'bool',
      serial_number: `Option<${bytes}>`,
      connection_price: 'u32',
    },
  },
  Power: { path: 'tfchain_support::types::Power', variants: ['Up', 'Down'] },
  PowerState: { path: 'tfchain_support::types::PowerState', params: { B: 'u32' }, variants: { Up: [], Down: ['u32'] } },
  NodePower: {
    path: 'tfchain_support::types::NodePower',
    params: { B: 'u32' },
    fields: { state: 'PowerState', target: 'Power' },
  },
  EntityProof: { path: 'pallet_tfgrid::types::EntityProof', fields: { entity_id: 'u32', signature: bytes } },
  Twin: {
    path: 'pallet_tfgrid::types::Twin',
    fields: {
      id: 'u32',
      account_id: 'AccountId32',
      relay: `Option<${bytes}>`,
      entities: 'Vec<EntityProof>',
      pk: `Option<${bytes}>`,
    },
  },
  TermsAndConditions: {
    path: 'pallet_tfgrid::terms_cond::TermsAndConditions',
    fields: { account_id: 'AccountId32', timestamp: 'u64', document_link: bytes, document_hash: bytes },
  },
  Unit: {
    path: 'pallet_tfgrid::types::Unit',
    variants: ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terrabytes'],
  },
  Policy: { path: 'pallet_tfgrid::types::Policy', fields: { value: 'u32', unit: 'Unit' } },
  PricingPolicy: {
    path: 'pallet_tfgrid::types::PricingPolicy',
    fields: {
      version: 'u32',
      id: 'u32',
      name: bytes,
      su: 'Policy',
      cu: 'Policy',
      nu: 'Policy',
      ipu: 'Policy',
      unique_name: 'Policy',
      domain_name: 'Policy',
      foundation_account: 'AccountId32',
      certified_sales_account: 'AccountId32',
      discount_for_dedication_nodes: 'u8',
    },
  },
  MintTransaction: {
    path: 'pallet_tft_bridge::types::MintTransaction',
    fields: { amount: 'u64', target: 'AccountId32', block: 'u32', votes: 'u32' },
  },
  StellarSignature: {
    path: 'pallet_tft_bridge::types::StellarSignature',
    fields: { signature: bytes, stellar_pub_key: bytes },
  },
  BurnTransaction: {
    path: 'pallet_tft_bridge::types::BurnTransaction',
    fields: {
      block: 'u32',
      amount: 'u64',
      source: 'Option<AccountId32>',
      target: bytes,
      signatures: 'Vec<StellarSignature>',
      sequence_number: 'u64',
    },
  },
  RefundTransaction: {
    path: 'pallet_tft_bridge::types::RefundTransaction',
    fields: {
      block: 'u32',
      amount: 'u64',
      target: bytes,
      tx_hash: bytes,
      signatures: 'Vec<StellarSignature>',
      sequence_number: 'u64',
    },
  },
};
