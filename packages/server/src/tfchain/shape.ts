/**
 * What this version believes about the runtime: each call, storage item and event that it uses. The connection compares
 * it with the live metadata (check-shape.ts) and refuses to sign when anything here differs. Names, fields and types are
 * those of the chain's own metadata; a struct or enum lists what we use and may grow, the arguments of a call may not.
 */
export type Shape =
  /** A leaf by its text: `u32`, `Compact<u128>`, `[u8; 32]`, `Vec<u8>`, `AccountId32`. */
  | string
  | { readonly struct: Record<string, Shape> }
  /** `null` for a variant without content. */
  | { readonly oneOf: Record<string, Shape | null> }
  | { readonly optional: Shape }
  | { readonly listOf: Shape };

export interface StorageShape {
  keys: string[];
  value: Shape;
  /** True when reading an absent key gives nothing instead of a default. */
  optional: boolean;
}

export interface RuntimeShape {
  calls: Record<string, [name: string, shape: Shape][]>;
  storage: Record<string, StorageShape>;
  events: Record<string, Shape>;
  /** Storage and events of newer runtimes: checked where present, allowed to be absent. */
  newer: ReadonlySet<string>;
  /** Signed extensions that we know to need nothing from us; any other could change what we sign. */
  signedExtensions: ReadonlySet<string>;
}

const struct = (fields: Record<string, Shape>): Shape => ({ struct: fields });
const oneOf = (variants: Record<string, Shape | null>): Shape => ({ oneOf: variants });
const bytes = 'Vec<u8>';
const optionalBytes: Shape = { optional: bytes };
const publicIps: Shape = { listOf: struct({ ip: bytes, gateway: bytes, contract_id: 'u64' }) };
const policy = struct({ value: 'u32' });

const contract = struct({
  contract_id: 'u64',
  twin_id: 'u32',
  state: oneOf({
    Created: null,
    Deleted: oneOf({ CanceledByUser: null, OutOfFunds: null }),
    GracePeriod: 'u64',
  }),
  contract_type: oneOf({
    NodeContract: struct({
      node_id: 'u32',
      deployment_hash: '[u8; 32]',
      deployment_data: bytes,
      public_ips: 'u32',
      public_ips_list: publicIps,
    }),
    NameContract: struct({ name: bytes }),
    RentContract: struct({ node_id: 'u32' }),
  }),
  solution_provider_id: { optional: 'u64' },
});

const twin = struct({ id: 'u32', account_id: 'AccountId32', relay: optionalBytes, pk: optionalBytes });
const item = (keys: string[], value: Shape, optional = false): StorageShape => ({ keys, value, optional });

export const runtimeShape: RuntimeShape = {
  calls: {
    'Balances.transfer_keep_alive': [
      ['dest', oneOf({ Id: 'AccountId32' })],
      ['value', 'Compact<u128>'],
    ],
    'Utility.batch_all': [['calls', 'Vec<RuntimeCall>']],
    'TfgridModule.user_accept_tc': [
      ['document_link', bytes],
      ['document_hash', bytes],
    ],
    'TfgridModule.create_twin': [
      ['relay', optionalBytes],
      ['pk', optionalBytes],
    ],
    'SmartContractModule.create_node_contract': [
      ['node_id', 'u32'],
      ['deployment_hash', '[u8; 32]'],
      ['deployment_data', bytes],
      ['public_ips', 'u32'],
      ['solution_provider_id', { optional: 'u64' }],
    ],
    'SmartContractModule.update_node_contract': [
      ['contract_id', 'u64'],
      ['deployment_hash', '[u8; 32]'],
      ['deployment_data', bytes],
    ],
    'SmartContractModule.cancel_contract': [['contract_id', 'u64']],
    'SmartContractModule.bill_contract_for_block': [['contract_id', 'u64']],
    'TFTBridgeModule.swap_to_stellar': [
      ['target_stellar_address', bytes],
      ['amount', 'u128'],
    ],
  },
  storage: {
    'System.Account': item(
      ['AccountId32'],
      struct({ nonce: 'u32', data: struct({ free: 'u128', reserved: 'u128', frozen: 'u128' }) }),
    ),
    'Timestamp.Now': item([], 'u64'),
    'TfgridModule.Twins': item(['u32'], twin, true),
    'TfgridModule.TwinIdByAccountID': item(['AccountId32'], 'u32', true),
    'TfgridModule.UsersTermsAndConditions': item(
      ['AccountId32'],
      { listOf: struct({ document_link: bytes, document_hash: bytes }) },
      true,
    ),
    'TfgridModule.Farms': item(
      ['u32'],
      struct({
        id: 'u32',
        name: bytes,
        twin_id: 'u32',
        certification: oneOf({ NotCertified: null, Gold: null }),
        public_ips: publicIps,
        dedicated_farm: 'bool',
      }),
      true,
    ),
    'TfgridModule.Nodes': item(
      ['u32'],
      struct({
        id: 'u32',
        farm_id: 'u32',
        twin_id: 'u32',
        resources: struct({ hru: 'u64', sru: 'u64', cru: 'u64', mru: 'u64' }),
        certification: oneOf({ Diy: null, Certified: null }),
      }),
      true,
    ),
    'TfgridModule.NodesByFarmID': item(['u32'], 'Vec<u32>'),
    'TfgridModule.NodePower': item(
      ['u32'],
      struct({ state: oneOf({ Up: null, Down: 'u32' }), target: oneOf({ Up: null, Down: null }) }),
    ),
    'TfgridModule.PricingPolicies': item(
      ['u32'],
      struct({
        id: 'u32',
        cu: policy,
        su: policy,
        nu: policy,
        ipu: policy,
        unique_name: policy,
        domain_name: policy,
        discount_for_dedication_nodes: 'u8',
      }),
      true,
    ),
    'TfgridModule.NodeV3BillingOptOut': item(['u32'], 'u64', true),
    'SmartContractModule.Contracts': item(['u64'], contract, true),
    'SmartContractModule.ContractIDByNodeIDAndHash': item(['u32', '[u8; 32]'], 'u64'),
    'SmartContractModule.ActiveRentContractForNode': item(['u32'], 'u64', true),
    'SmartContractModule.DedicatedNodesExtraFee': item(['u32'], 'u64'),
    'SmartContractModule.BillingFrequency': item([], 'u64'),
    'TFTPriceModule.AverageTftPrice': item([], 'u32'),
    'TFTPriceModule.MinTftPrice': item([], 'u32'),
    'TFTPriceModule.MaxTftPrice': item([], 'u32'),
    'TfgridModule.TwinBoundedAccountID': item(['u32'], 'AccountId32', true),
    'TFTBridgeModule.ExecutedMintTransactions': item(
      [bytes],
      struct({ amount: 'u64', target: 'AccountId32', block: 'u32' }),
      true,
    ),
    'TFTBridgeModule.DepositFee': item([], 'u64'),
    'TFTBridgeModule.WithdrawFee': item([], 'u64'),
  },
  events: {
    'System.ExtrinsicSuccess': struct({}),
    'System.ExtrinsicFailed': struct({
      dispatch_error: oneOf({ Module: struct({ index: 'u8', error: '[u8; 4]' }), BadOrigin: null }),
    }),
    'TransactionPayment.TransactionFeePaid': struct({ who: 'AccountId32', actual_fee: 'u128' }),
    'Balances.Transfer': struct({ from: 'AccountId32', to: 'AccountId32', amount: 'u128' }),
    'TfgridModule.TwinStored': twin,
    'SmartContractModule.ContractCreated': contract,
    'SmartContractModule.ContractUpdated': contract,
    'SmartContractModule.NodeContractCanceled': struct({ contract_id: 'u64', node_id: 'u32', twin_id: 'u32' }),
    'SmartContractModule.ContractBilled': struct({
      contract_id: 'u64',
      timestamp: 'u64',
      discount_level: oneOf({ None: null, Default: null, Bronze: null, Silver: null, Gold: null }),
      amount_billed: 'u128',
    }),
    'SmartContractModule.ContractGracePeriodStarted': struct({ contract_id: 'u64', node_id: 'u32', twin_id: 'u32' }),
    'SmartContractModule.ContractGracePeriodEnded': struct({ contract_id: 'u64', node_id: 'u32', twin_id: 'u32' }),
    'SmartContractModule.ContractGracePeriodElapsed': struct({ contract_id: 'u64' }),
    'SmartContractModule.ContractPaymentOverdrawn': struct({
      contract_id: 'u64',
      timestamp: 'u64',
      partially_billed_amount: 'u128',
      overdraft: 'u128',
    }),
    'SmartContractModule.RewardDistributed': struct({
      contract_id: 'u64',
      standard_rewards: 'u128',
      additional_rewards: 'u128',
    }),
  },
  newer: new Set([
    'TfgridModule.NodeV3BillingOptOut',
    'SmartContractModule.ContractGracePeriodElapsed',
    'SmartContractModule.ContractPaymentOverdrawn',
    'SmartContractModule.RewardDistributed',
  ]),
  signedExtensions: new Set([
    'CheckNonZeroSender',
    'CheckSpecVersion',
    'CheckTxVersion',
    'CheckGenesis',
    'CheckMortality',
    'CheckNonce',
    'CheckWeight',
    'ChargeTransactionPayment',
    'ContractIdProvides',
  ]),
};
