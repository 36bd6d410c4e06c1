import { doubleMap, map, type PalletShape, plain } from '../pallet-shape.ts';
import { smartContractErrors } from './smart-contract-errors.ts';

const bytes = 'Vec<u8>';
const hash = '[u8;32]';
const noResources = { hru: 0n, sru: 0n, cru: 0n, mru: 0n };
const graceOf = { contract_id: 'u64', node_id: 'u32', twin_id: 'u32' };

/** Positions in the billing loop; on the real chain one per block of 6 s, so that the loop takes an hour. */
export const billingFrequency = 600n;
export const maxDeploymentDataBytes = 512;
export const maxNodeContractPublicIps = 512;
export const maxNameContractNameLength = 64;

export const smartContract: PalletShape = {
  name: 'SmartContractModule',
  index: 26,
  path: 'pallet_smart_contract',
  storage: {
    Contracts: map('u64', 'Contract'),
    ContractBillingInformationByID: map('u64', 'ContractBillingInformation', {
      previous_nu_reported: 0n,
      last_updated: 0n,
      amount_unbilled: 0n,
    }),
    ContractPaymentState: map('u64', 'ContractPaymentState'),
    NodeContractResources: map('u64', 'ContractResources', { contract_id: 0n, used: noResources }),
    ContractIDByNodeIDAndHash: doubleMap('u32', hash, 'u64', 0n),
    ActiveNodeContracts: map('u32', 'Vec<u64>', []),
    ContractsToBillAt: map('u64', 'Vec<u64>', []),
    ContractIDByNameRegistration: map(bytes, 'u64', 0n),
    ActiveRentContractForNode: map('u32', 'u64'),
    ContractID: plain('u64', 0n),
    BillingFrequency: plain('u64', billingFrequency),
    DedicatedNodesExtraFee: map('u32', 'u64', 0n),
  },
  calls: {
    'create_node_contract@0': {
      node_id: 'u32',
      deployment_hash: hash,
      deployment_data: bytes,
      public_ips: 'u32',
      solution_provider_id: 'Option<u64>',
    },
    'update_node_contract@1': { contract_id: 'u64', deployment_hash: hash, deployment_data: bytes },
    'cancel_contract@2': { contract_id: 'u64' },
    'create_name_contract@4': { name: bytes },
    'add_nru_reports@5': { reports: 'Vec<NruConsumption>' },
    'report_contract_resources@6': { contract_resources: 'Vec<ContractResources>' },
    'create_rent_contract@7': { node_id: 'u32', solution_provider_id: 'Option<u64>' },
    'bill_contract_for_block@10': { contract_id: 'u64' },
    'set_dedicated_node_extra_fee@20': { node_id: 'u32', extra_fee: 'u64' },
  },
  events: {
    'ContractCreated@0': ['Contract'],
    'ContractUpdated@1': ['Contract'],
    'NodeContractCanceled@2': { contract_id: 'u64', node_id: 'u32', twin_id: 'u32' },
    'NameContractCanceled@3': { contract_id: 'u64' },
    'IPsReserved@4': { contract_id: 'u64', public_ips: 'Vec<PublicIP>' },
    'IPsFreed@5': { contract_id: 'u64', public_ips: 'Vec<PublicIP>' },
    'ContractDeployed@6': ['u64', 'AccountId32'],
    'ConsumptionReportReceived@7': ['Consumption'],
    'ContractBilled@8': ['ContractBill'],
    'TokensBurned@9': { contract_id: 'u64', amount: 'u128' },
    'UpdatedUsedResources@10': ['ContractResources'],
    'NruConsumptionReportReceived@11': ['NruConsumption'],
    'RentContractCanceled@12': { contract_id: 'u64' },
    'ContractGracePeriodStarted@13': { ...graceOf, block_number: 'u64' },
    'ContractGracePeriodEnded@14': graceOf,
    'BillingFrequencyChanged@23': ['u64'],
    'NodeExtraFeeSet@24': { node_id: 'u32', extra_fee: 'u64' },
    'RentWaived@25': { contract_id: 'u64' },
    'ContractGracePeriodElapsed@26': { contract_id: 'u64', grace_period: 'u64' },
    'ContractPaymentOverdrawn@27': {
      contract_id: 'u64',
      timestamp: 'u64',
      partially_billed_amount: 'u128',
      overdraft: 'u128',
    },
    'RewardDistributed@28': { contract_id: 'u64', standard_rewards: 'u128', additional_rewards: 'u128' },
  },
  errors: smartContractErrors,
  constants: {
    MaxNameContractNameLength: { type: 'u32', value: maxNameContractNameLength },
    MaxDeploymentDataLength: { type: 'u32', value: maxDeploymentDataBytes },
    MaxNodeContractPublicIps: { type: 'u32', value: maxNodeContractPublicIps },
  },
};
