import { map, type PalletShape, plain } from '../pallet-shape.ts';

/** Runtime of August 2026; clients put both numbers into every signature. */
export const runtimeVersion = {
  spec_name: 'substrate-threefold',
  impl_name: 'substrate-threefold',
  authoring_version: 1,
  spec_version: 157,
  impl_version: 1,
  apis: [],
  transaction_version: 2,
  state_version: 0,
};

export const ss58Prefix = 42;
/** Blocks whose hash System.BlockHash keeps, and so the longest era that can be checked. */
export const blockHashCount = 2400;
/** Smallest balance of an account, in units of 1e-7 TFT. */
export const existentialDeposit = 500n;

const noBalance = { free: 0n, reserved: 0n, frozen: 0n, flags: 0n };

export const system: PalletShape = {
  name: 'System',
  index: 0,
  path: 'frame_system',
  storage: {
    Account: map('AccountId32', 'AccountInfo', {
      nonce: 0,
      consumers: 0,
      providers: 0,
      sufficients: 0,
      data: noBalance,
    }),
    BlockHash: map('u32', 'H256', `0x${'00'.repeat(32)}`, 'Twox64Concat'),
    Number: plain('u32', 0),
    ParentHash: plain('H256', `0x${'00'.repeat(32)}`),
    Digest: plain('Digest', []),
    Events: plain('Vec<EventRecord>', []),
    EventCount: plain('u32', 0),
  },
  calls: { remark: { remark: 'Vec<u8>' } },
  events: {
    ExtrinsicSuccess: { dispatch_info: 'DispatchInfo' },
    ExtrinsicFailed: { dispatch_error: 'DispatchError', dispatch_info: 'DispatchInfo' },
    CodeUpdated: [],
    NewAccount: { account: 'AccountId32' },
    KilledAccount: { account: 'AccountId32' },
    Remarked: { sender: 'AccountId32', hash: 'H256' },
  },
  errors: [
    'InvalidSpecName',
    'SpecVersionNeedsToIncrease',
    'FailedToExtractRuntimeVersion',
    'NonDefaultComposite',
    'NonZeroRefCount',
    'CallFiltered',
  ],
  constants: {
    BlockHashCount: { type: 'u32', value: blockHashCount },
    Version: { type: 'RuntimeVersion', value: runtimeVersion },
    SS58Prefix: { type: 'u16', value: ss58Prefix },
  },
};

export const timestamp: PalletShape = {
  name: 'Timestamp',
  index: 1,
  path: 'pallet_timestamp',
  storage: { Now: plain('u64', 0n) },
  calls: { set: { now: 'Compact<u64>' } },
  constants: { MinimumPeriod: { type: 'u64', value: 3000n } },
};

export const utility: PalletShape = {
  name: 'Utility',
  index: 3,
  path: 'pallet_utility',
  calls: {
    'batch@0': { calls: 'Vec<RuntimeCall>' },
    'batch_all@2': { calls: 'Vec<RuntimeCall>' },
    'force_batch@4': { calls: 'Vec<RuntimeCall>' },
  },
  events: {
    BatchInterrupted: { index: 'u32', error: 'DispatchError' },
    BatchCompleted: [],
    BatchCompletedWithErrors: [],
    ItemCompleted: [],
    ItemFailed: { error: 'DispatchError' },
    DispatchedAs: { result: 'Result<(),DispatchError>' },
  },
  errors: ['TooManyCalls'],
  constants: { batched_calls_limit: { type: 'u32', value: 10_922 } },
};

export const transactionPayment: PalletShape = {
  name: 'TransactionPayment',
  index: 21,
  path: 'pallet_transaction_payment',
  events: { TransactionFeePaid: { who: 'AccountId32', actual_fee: 'u128', tip: 'u128' } },
};
