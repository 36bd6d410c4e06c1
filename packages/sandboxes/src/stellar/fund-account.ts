import { Operation } from '@stellar/stellar-sdk/base';
import type * as xdr from '@stellar/stellar-sdk/xdr';
import { formatAmount } from './ledger/amounts.ts';
import { toAsset } from './ledger/assets.ts';
import type { Ledger } from './ledger/ledger.ts';
import { tft, usdc } from './network.ts';
import { ownKey } from './own-keys.ts';
import { signOwn, submitOwn } from './own-transactions.ts';

export interface Gift {
  account: string;
  xlm?: bigint;
  usdc?: bigint;
  tft?: bigint;
}

/** What a new account gets when nothing else is said. */
const firstLumens = 1_000n * 10_000_000n;

/** Gives lumens and tokens to an account in one transaction, and makes the account when it is new. */
export async function fundAccount(ledger: Ledger, gift: Gift): Promise<string> {
  const { account: destination } = gift;
  const isNew = ledger.view().get('account', destination) === undefined;
  const xlm = gift.xlm ?? (isNew ? firstLumens : 0n);
  const operations: xdr.Operation[] = [];
  const pay = (asset: string, units: bigint | undefined, source?: string) => {
    if (!units) return;
    operations.push(Operation.payment({ destination, asset: toAsset(asset), amount: formatAmount(units), source }));
  };
  if (isNew) operations.push(Operation.createAccount({ destination, startingBalance: formatAmount(xlm) }));
  else pay('native', xlm);
  pay(usdc, gift.usdc, ownKey('usdcIssuer').publicKey());
  pay(tft, gift.tft, ownKey('tftIssuer').publicKey());
  const issuers = [...(gift.usdc ? [ownKey('usdcIssuer')] : []), ...(gift.tft ? [ownKey('tftIssuer')] : [])];
  return submitOwn(ledger, signOwn(ledger, [ownKey('faucet'), ...issuers], operations));
}
