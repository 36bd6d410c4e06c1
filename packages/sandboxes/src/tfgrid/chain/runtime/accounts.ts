import { existentialDeposit } from '../metadata/pallets/frame-pallets.ts';
import { type Execution, type StorageReader, tokenError } from './execution.ts';
import type { AccountInfo, Ss58 } from './values.ts';

type Balance = AccountInfo['data'];

/** What an account may spend or reserve: free less the larger of frozen and the existential deposit. */
export function usableBalance(chain: StorageReader, account: Ss58): bigint {
  const { free, frozen } = chain.get('System.Account', account).data;
  const kept = frozen > existentialDeposit ? frozen : existentialDeposit;
  return free > kept ? free - kept : 0n;
}

export function accountExists(chain: StorageReader, account: Ss58): boolean {
  return chain.get('System.Account', account).providers > 0;
}

/** Adds to the free balance; creates the account, or drops the amount as dust when it is too small for that. */
export function credit(chain: Execution, account: Ss58, units: bigint): void {
  const info = chain.get('System.Account', account);
  const free = info.data.free + units;
  if (info.providers === 0) {
    if (free < existentialDeposit) return;
    chain.emit('System', 'NewAccount', { account });
    chain.emit('Balances', 'Endowed', { account, free_balance: free });
  }
  store(chain, account, { ...info, providers: 1 }, { ...info.data, free });
}

/** Takes from the free balance; the account must keep the existential deposit and what is frozen. */
export function debit(chain: Execution, account: Ss58, units: bigint): void {
  const info = chain.get('System.Account', account);
  const free = info.data.free - units;
  if (free < 0n) throw tokenError('FundsUnavailable');
  if (free < info.data.frozen) throw tokenError('Frozen');
  if (free < existentialDeposit) throw tokenError('NotExpendable');
  store(chain, account, info, { ...info.data, free });
}

export function transfer(chain: Execution, from: Ss58, to: Ss58, units: bigint, options: { keepAlive: boolean }): void {
  if (units === 0n || from === to) {
    if (chain.get('System.Account', from).data.free < units) throw tokenError('FundsUnavailable');
    chain.emit('Balances', 'Transfer', { from, to, amount: units });
    return;
  }
  if (!accountExists(chain, to) && units < existentialDeposit) throw tokenError('BelowMinimum');
  const info = chain.get('System.Account', from);
  const left = info.data.free - units;
  const dies = left < existentialDeposit && !options.keepAlive && info.data.reserved === 0n && info.data.frozen === 0n;
  if (dies && left >= 0n) kill(chain, from, left);
  else debit(chain, from, units);
  credit(chain, to, units);
  chain.emit('Balances', 'Transfer', { from, to, amount: units });
}

/** Moves usable balance to the reserved part. The caller has made sure that it is there. */
export function reserve(chain: Execution, account: Ss58, units: bigint): void {
  if (units === 0n) return;
  const info = chain.get('System.Account', account);
  if (info.data.free < units) throw tokenError('FundsUnavailable');
  const data = { ...info.data, free: info.data.free - units, reserved: info.data.reserved + units };
  store(chain, account, { ...info, consumers: 1 }, data);
  chain.emit('Balances', 'Reserved', { who: account, amount: units });
}

/** Pays reserved money to the beneficiary's free balance. */
export function payFromReserve(chain: Execution, from: Ss58, to: Ss58, units: bigint): void {
  if (units === 0n) return;
  const info = chain.get('System.Account', from);
  const exists = accountExists(chain, to);
  const data = { ...info.data, reserved: info.data.reserved - units };
  store(chain, from, { ...info, consumers: data.reserved === 0n ? 0 : info.consumers }, data);
  if (exists) {
    credit(chain, to, units);
    const status = { type: 'Free', value: undefined };
    chain.emit('Balances', 'ReserveRepatriated', { from, to, amount: units, destination_status: status });
    return;
  }
  chain.emit('Balances', 'Slashed', { who: from, amount: units });
  credit(chain, to, units);
  chain.emit('Balances', 'Deposit', { who: to, amount: units });
}

function kill(chain: Execution, account: Ss58, dust: bigint): void {
  const info = chain.get('System.Account', account);
  // The nonce stays, so that the account's old transactions cannot come back to life with it.
  store(chain, account, { ...info, providers: 0, consumers: 0 }, { free: 0n, reserved: 0n, frozen: 0n, flags: 0n });
  chain.emit('System', 'KilledAccount', { account });
  if (dust > 0n) chain.emit('Balances', 'DustLost', { account, amount: dust });
}

function store(chain: Execution, account: Ss58, info: AccountInfo, data: Balance): void {
  chain.set('System.Account', [account], { ...info, data });
}
