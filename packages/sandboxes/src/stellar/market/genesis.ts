import { getLiquidityPoolId } from '@stellar/stellar-sdk/base';
import { maxAmount } from '../ledger/amounts.ts';
import { inOrder, toAsset } from '../ledger/assets.ts';
import { totalCoins } from '../ledger/closed-ledger.ts';
import { lineId } from '../ledger/entries.ts';
import { mustGetAccount } from '../ledger/holdings.ts';
import type { View } from '../ledger/view.ts';
import { bridgeVault, faucet, marketMaker, tft, tftIssuer, usdc, usdcIssuer } from '../network.ts';
import { newAccount } from '../operations/create-account.ts';
import { defaultTftPerUsdc, quoteMarket } from './quotes.ts';

const whole = 10_000_000n;

/** What the operator's account begins with, in units of 1e-7. */
export interface OperatorFunds {
  /** `G…` */
  publicKey: string;
  xlmUnits?: bigint;
  usdcUnits?: bigint;
  tftUnits?: bigint;
}

/** Everything that is there before the first transaction: issuers, faucet, market maker with its market, bridge vault. */
export function writeGenesis(view: View, sequence: number, nowSeconds: number): void {
  view.put('account', faucet, newAccount(totalCoins / 2n, sequence));
  for (const issuer of [usdcIssuer, tftIssuer]) view.put('account', issuer, newAccount(1_000n * whole, sequence));
  found(view, { account: marketMaker, xlm: whole, lines: { [usdc]: 0n, [tft]: 0n } }, sequence);
  // The vault holds what has been brought to the grid's chain before.
  found(view, { account: bridgeVault, xlm: 10_000n * whole, lines: { [tft]: 100_000_000n * whole } }, sequence);
  const [a, b] = inOrder(tft, usdc) ? [tft, usdc] : [usdc, tft];
  const parameters = { assetA: toAsset(a), assetB: toAsset(b), fee: 30 };
  const id = Buffer.from(getLiquidityPoolId('constant_product', parameters)).toString('hex');
  view.put('pool', `${a}/${b}`, { id, a, b, reserveA: 0n, reserveB: 0n, shares: 2_000_000n * whole });
  quoteMarket(view, defaultTftPerUsdc, nowSeconds);
}

/** Founds the operator's account with its trustlines, unless it is there. */
export function foundOperator(view: View, operator: OperatorFunds, sequence: number): void {
  const { publicKey, xlmUnits = 1_000n * whole, usdcUnits = 50_000n * whole, tftUnits = 0n } = operator;
  if (view.get('account', publicKey) !== undefined) return;
  const lines = { [usdc]: usdcUnits, [tft]: tftUnits };
  found(view, { account: publicKey, xlm: xlmUnits, lines }, sequence);
  const rest = mustGetAccount(view, faucet);
  view.put('account', faucet, { ...rest, balance: rest.balance - xlmUnits });
}

function found(
  view: View,
  { account, xlm, lines }: { account: string; xlm: bigint; lines: Record<string, bigint> },
  sequence: number,
): void {
  view.put('account', account, { ...newAccount(xlm, sequence), subentries: Object.keys(lines).length });
  for (const [asset, balance] of Object.entries(lines)) {
    view.put('line', lineId(account, asset), { balance, limit: maxAmount, buying: 0n, selling: 0n });
  }
}
