import { type PalletShape, plain } from '../pallet-shape.ts';
import { existentialDeposit } from './frame-pallets.ts';

const whoAmount = { who: 'AccountId32', amount: 'u128' };

export const balances: PalletShape = {
  name: 'Balances',
  index: 20,
  path: 'pallet_balances',
  storage: { TotalIssuance: plain('u128', 0n) },
  calls: {
    'transfer_allow_death@0': { dest: 'MultiAddress', value: 'Compact<u128>' },
    'transfer_keep_alive@3': { dest: 'MultiAddress', value: 'Compact<u128>' },
    'transfer_all@4': { dest: 'MultiAddress', keep_alive: 'bool' },
  },
  events: {
    Endowed: { account: 'AccountId32', free_balance: 'u128' },
    DustLost: { account: 'AccountId32', amount: 'u128' },
    Transfer: { from: 'AccountId32', to: 'AccountId32', amount: 'u128' },
    BalanceSet: { who: 'AccountId32', free: 'u128' },
    Reserved: whoAmount,
    Unreserved: whoAmount,
    ReserveRepatriated: { from: 'AccountId32', to: 'AccountId32', amount: 'u128', destination_status: 'BalanceStatus' },
    Deposit: whoAmount,
    Withdraw: whoAmount,
    Slashed: whoAmount,
    Minted: whoAmount,
    Burned: whoAmount,
    Suspended: whoAmount,
    Restored: whoAmount,
    Upgraded: { who: 'AccountId32' },
    Issued: { amount: 'u128' },
    Rescinded: { amount: 'u128' },
    Locked: whoAmount,
    Unlocked: whoAmount,
    Frozen: whoAmount,
    Thawed: whoAmount,
  },
  errors: [
    'VestingBalance',
    'LiquidityRestrictions',
    'InsufficientBalance',
    'ExistentialDeposit',
    'Expendability',
    'ExistingVestingSchedule',
    'DeadAccount',
    'TooManyReserves',
    'TooManyHolds',
    'TooManyFreezes',
  ],
  constants: { ExistentialDeposit: { type: 'u128', value: existentialDeposit } },
};
