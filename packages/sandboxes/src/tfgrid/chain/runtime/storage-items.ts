import type {
  AccountInfo,
  BillingInformation,
  BurnTransaction,
  Contract,
  ContractResources,
  EventRecord,
  Farm,
  Hex,
  MintTransaction,
  Node,
  NodePower,
  PaymentState,
  PricingPolicy,
  RefundTransaction,
  Ss58,
  TermsAndConditions,
  Twin,
} from './values.ts';

type Entry<Keys extends unknown[], Value> = { keys: Keys; value: Value };
type Plain<Value> = Entry<[], Value>;
type MapOf<Key, Value> = Entry<[key: Key], Value>;

/** Every storage item that the runtime reads or writes, as `Pallet.Item`; `undefined` where an entry may be absent. */
export interface StorageItems {
  'System.Account': MapOf<Ss58, AccountInfo>;
  'System.BlockHash': MapOf<number, Hex>;
  'System.Number': Plain<number>;
  'System.ParentHash': Plain<Hex>;
  'System.Digest': Plain<unknown[]>;
  'System.Events': Plain<EventRecord[]>;
  'System.EventCount': Plain<number>;
  'Timestamp.Now': Plain<bigint>;
  'Balances.TotalIssuance': Plain<bigint>;
  'TfgridModule.Farms': MapOf<number, Farm | undefined>;
  'TfgridModule.NodesByFarmID': MapOf<number, number[]>;
  'TfgridModule.FarmIdByName': MapOf<Uint8Array, number>;
  'TfgridModule.Nodes': MapOf<number, Node | undefined>;
  'TfgridModule.NodeIdByTwinID': MapOf<number, number>;
  'TfgridModule.Twins': MapOf<number, Twin | undefined>;
  'TfgridModule.TwinIdByAccountID': MapOf<Ss58, number | undefined>;
  'TfgridModule.TwinBoundedAccountID': MapOf<number, Ss58 | undefined>;
  'TfgridModule.PricingPolicies': MapOf<number, PricingPolicy | undefined>;
  'TfgridModule.UsersTermsAndConditions': MapOf<Ss58, TermsAndConditions[] | undefined>;
  'TfgridModule.ConnectionPrice': Plain<number>;
  'TfgridModule.FarmID': Plain<number>;
  'TfgridModule.NodeID': Plain<number>;
  'TfgridModule.TwinID': Plain<number>;
  'TfgridModule.PricingPolicyID': Plain<number>;
  'TfgridModule.NodePower': MapOf<number, NodePower>;
  'TfgridModule.NodeV3BillingOptOut': MapOf<number, bigint | undefined>;
  'TfgridModule.AllowedTwinAdmins': Plain<Ss58[] | undefined>;
  'SmartContractModule.Contracts': MapOf<bigint, Contract | undefined>;
  'SmartContractModule.ContractBillingInformationByID': MapOf<bigint, BillingInformation>;
  'SmartContractModule.ContractPaymentState': MapOf<bigint, PaymentState | undefined>;
  'SmartContractModule.NodeContractResources': MapOf<bigint, ContractResources>;
  'SmartContractModule.ContractIDByNodeIDAndHash': Entry<[nodeId: number, hash: Hex], bigint>;
  'SmartContractModule.ActiveNodeContracts': MapOf<number, bigint[]>;
  'SmartContractModule.ContractsToBillAt': MapOf<bigint, bigint[]>;
  'SmartContractModule.ContractIDByNameRegistration': MapOf<Uint8Array, bigint>;
  'SmartContractModule.ActiveRentContractForNode': MapOf<number, bigint | undefined>;
  'SmartContractModule.ContractID': Plain<bigint>;
  'SmartContractModule.BillingFrequency': Plain<bigint>;
  'SmartContractModule.DedicatedNodesExtraFee': MapOf<number, bigint>;
  'TFTBridgeModule.Validators': Plain<Ss58[]>;
  'TFTBridgeModule.FeeAccount': Plain<Ss58 | undefined>;
  'TFTBridgeModule.ExecutedMintTransactions': MapOf<Uint8Array, MintTransaction | undefined>;
  'TFTBridgeModule.BurnTransactions': MapOf<bigint, BurnTransaction | undefined>;
  'TFTBridgeModule.ExecutedBurnTransactions': MapOf<bigint, BurnTransaction | undefined>;
  'TFTBridgeModule.RefundTransactions': MapOf<Uint8Array, RefundTransaction>;
  'TFTBridgeModule.ExecutedRefundTransactions': MapOf<Uint8Array, RefundTransaction>;
  'TFTBridgeModule.BurnTransactionID': Plain<bigint>;
  'TFTBridgeModule.WithdrawFee': Plain<bigint>;
  'TFTBridgeModule.DepositFee': Plain<bigint>;
  'TFTPriceModule.TftPrice': Plain<number>;
  'TFTPriceModule.LastBlockSet': Plain<number>;
  'TFTPriceModule.AverageTftPrice': Plain<number>;
  'TFTPriceModule.MinTftPrice': Plain<number>;
  'TFTPriceModule.MaxTftPrice': Plain<number>;
}

export type StorageItem = keyof StorageItems;
export type KeysOf<Item extends StorageItem> = StorageItems[Item]['keys'];
export type ValueOf<Item extends StorageItem> = StorageItems[Item]['value'];
