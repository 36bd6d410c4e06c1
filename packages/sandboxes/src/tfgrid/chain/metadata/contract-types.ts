import type { TypeTable } from './type-registry.ts';

const bytes = 'Vec<u8>';

/** Types of SmartContractModule, with the field names and order of the real runtime. */
export const contractTypes: TypeTable = {
  Contract: {
    path: 'pallet_smart_contract::types::Contract',
    fields: {
      version: 'u32',
      state: 'ContractState',
      contract_id: 'u64',
      twin_id: 'u32',
      contract_type: 'ContractData',
      solution_provider_id: 'Option<u64>',
    },
  },
  ContractState: {
    path: 'pallet_smart_contract::types::ContractState',
    variants: { Created: [], Deleted: ['Cause'], GracePeriod: ['u64'] },
  },
  Cause: {
    path: 'pallet_smart_contract::types::Cause',
    variants: ['CanceledByUser', 'OutOfFunds', 'CanceledByCollective'],
  },
  ContractData: {
    path: 'pallet_smart_contract::types::ContractData',
    variants: { NodeContract: ['NodeContract'], NameContract: ['NameContract'], RentContract: ['RentContract'] },
  },
  NodeContract: {
    path: 'pallet_smart_contract::types::NodeContract',
    fields: {
      node_id: 'u32',
      deployment_hash: '[u8;32]',
      deployment_data: bytes,
      public_ips: 'u32',
      public_ips_list: 'Vec<PublicIP>',
    },
  },
  NameContract: { path: 'pallet_smart_contract::types::NameContract', fields: { name: bytes } },
  RentContract: { path: 'pallet_smart_contract::types::RentContract', fields: { node_id: 'u32' } },
  ContractBillingInformation: {
    path: 'pallet_smart_contract::types::ContractBillingInformation',
    fields: { previous_nu_reported: 'u64', last_updated: 'u64', amount_unbilled: 'u64' },
  },
  ContractPaymentState: {
    path: 'pallet_smart_contract::types::ContractPaymentState',
    params: { BalanceOf: 'u128' },
    fields: {
      standard_reserve: 'u128',
      additional_reserve: 'u128',
      standard_overdraft: 'u128',
      additional_overdraft: 'u128',
      last_updated_seconds: 'u64',
      cycles: 'u16',
    },
  },
  ContractResources: {
    path: 'pallet_smart_contract::types::ContractResources',
    fields: { contract_id: 'u64', used: 'Resources' },
  },
  NruConsumption: {
    path: 'pallet_smart_contract::types::NruConsumption',
    fields: { contract_id: 'u64', timestamp: 'u64', window: 'u64', nru: 'u64' },
  },
  Consumption: {
    path: 'pallet_smart_contract::types::Consumption',
    fields: { contract_id: 'u64', timestamp: 'u64', cru: 'u64', sru: 'u64', hru: 'u64', mru: 'u64', nru: 'u64' },
  },
  ContractBill: {
    path: 'pallet_smart_contract::types::ContractBill',
    fields: { contract_id: 'u64', timestamp: 'u64', discount_level: 'DiscountLevel', amount_billed: 'u128' },
  },
  DiscountLevel: {
    path: 'pallet_smart_contract::types::DiscountLevel',
    variants: ['None', 'Default', 'Bronze', 'Silver', 'Gold'],
  },
};
