import { maxAmount } from './amounts.ts';
import { type AssetName, issuerOf, native } from './assets.ts';
import { lineId, reserveOf } from './entries.ts';
import type { View } from './view.ts';

// What an account can pay and take. An issuer has and takes any amount of its own asset.

/** True when the account can hold the asset at all. */
export function holds(view: View, account: string, asset: AssetName): boolean {
  return asset === native || issuerOf(asset) === account || view.get('line', lineId(account, asset)) !== undefined;
}

/** What the account can pay: without reserve and what its offers may take. Negative when it is below its reserve. */
export function payable(view: View, account: string, asset: AssetName): bigint {
  if (issuerOf(asset) === account) return maxAmount;
  if (asset !== native) {
    const line = view.get('line', lineId(account, asset));
    return line === undefined ? 0n : line.balance - line.selling;
  }
  const entry = view.get('account', account);
  return entry === undefined ? 0n : entry.balance - reserveOf(entry) - entry.selling;
}

/** What the account can take: up to its limit, without what its offers may bring in. */
export function takeable(view: View, account: string, asset: AssetName): bigint {
  if (issuerOf(asset) === account) return maxAmount;
  if (asset !== native) {
    const line = view.get('line', lineId(account, asset));
    return line === undefined ? 0n : line.limit - line.balance - line.buying;
  }
  const entry = view.get('account', account);
  return entry === undefined ? 0n : maxAmount - entry.balance - entry.buying;
}

/** Adds to the balance (a negative amount takes); false, without effect, when funds, reserve or limit forbid it. */
export function addBalance(view: View, account: string, asset: AssetName, amount: bigint): boolean {
  if (amount > 0n && amount > takeable(view, account, asset)) return false;
  if (amount < 0n && -amount > payable(view, account, asset)) return false;
  changeBalance(view, account, asset, amount);
  return true;
}

/** As `addBalance`, for movements whose limits were checked before. */
export function changeBalance(view: View, account: string, asset: AssetName, amount: bigint): void {
  if (issuerOf(asset) === account || amount === 0n) return;
  if (asset === native) {
    const entry = mustGetAccount(view, account);
    view.put('account', account, { ...entry, balance: entry.balance + amount });
    return;
  }
  const id = lineId(account, asset);
  const line = view.get('line', id);
  if (line === undefined) throw new Error(`${account} has no trustline to ${asset}`);
  view.put('line', id, { ...line, balance: line.balance + amount });
}

/** Reserves or frees what an open offer may take and bring. */
export function changeLiabilities(
  view: View,
  account: string,
  asset: AssetName,
  change: { buying?: bigint; selling?: bigint },
): void {
  if (issuerOf(asset) === account) return;
  const { buying = 0n, selling = 0n } = change;
  if (asset === native) {
    const entry = mustGetAccount(view, account);
    view.put('account', account, { ...entry, buying: entry.buying + buying, selling: entry.selling + selling });
    return;
  }
  const id = lineId(account, asset);
  const line = view.get('line', id);
  if (line === undefined) throw new Error(`${account} has no trustline to ${asset}`);
  view.put('line', id, { ...line, buying: line.buying + buying, selling: line.selling + selling });
}

/** Counts one subentry more; false, without effect, when the account cannot afford its reserve. */
export function addSubentry(view: View, account: string): boolean {
  const entry = mustGetAccount(view, account);
  const grown = { ...entry, subentries: entry.subentries + 1 };
  if (grown.balance - grown.selling < reserveOf(grown)) return false;
  view.put('account', account, grown);
  return true;
}

export function removeSubentry(view: View, account: string): void {
  const entry = mustGetAccount(view, account);
  view.put('account', account, { ...entry, subentries: entry.subentries - 1 });
}

export function mustGetAccount(view: View, account: string) {
  const entry = view.get('account', account);
  if (entry === undefined) throw new Error(`there is no account ${account}`);
  return entry;
}
