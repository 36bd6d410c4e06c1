import { type AssetName, issuerOf } from '../ledger/assets.ts';
import { addBalance, holds } from '../ledger/holdings.ts';
import type { View } from '../ledger/view.ts';
import { OperationFailure } from './failures.ts';

/** Takes an amount from the paying account. */
export function debit(view: View, account: string, asset: AssetName, amount: bigint): void {
  if (!holds(view, account, asset)) throw new OperationFailure('sourceNoTrust');
  if (!addBalance(view, account, asset, -amount)) throw new OperationFailure('underfunded');
}

/** Gives an amount to the receiving account. */
export function credit(view: View, account: string, asset: AssetName, amount: bigint): void {
  if (!holds(view, account, asset)) throw new OperationFailure('noTrust');
  if (!addBalance(view, account, asset, amount)) throw new OperationFailure('lineFull');
}

/** The destination must exist, except that an asset may always go back to its issuer. */
export function requireDestination(view: View, destination: string, asset: AssetName, isPlainTransfer: boolean): void {
  if (isPlainTransfer && issuerOf(asset) === destination) return;
  if (view.get('account', destination) === undefined) throw new OperationFailure('noDestination');
}
