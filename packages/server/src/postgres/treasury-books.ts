import type { Transfer } from '@marketplace/core/ledger';
import { divFloor } from '@marketplace/core/money';
import { billingPriceMusd, usdForTft } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import type { SwapTerms } from '@marketplace/core/treasury';
import { readFact } from './chain-facts.ts';
import { postTransfer } from './ledger.ts';
import type { Tx } from './store.ts';

/** Transfers of the treasury have no floor: they tell what has happened. */
export async function book(tx: Tx, transfer: Transfer, now: Date): Promise<void> {
  const posted = await postTransfer(tx, transfer, now);
  if (isRefusal(posted)) throw new Error(`${transfer.idempotencyKey} could not be posted: ${posted.message}`);
}

/** Dollars that TFT is worth at the chain's price; zero as long as the chain was never read. */
export async function worthOf(tx: Tx, tftUnits: bigint): Promise<bigint> {
  const price = await readFact(tx, 'tft_price');
  return price ? usdForTft(tftUnits, billingPriceMusd(price.value)) : 0n;
}

/** Dollars by which a swap was better or worse than quoted: in TFT when it spends, in cost of USDC when it obtains. */
export async function slippageOf(
  tx: Tx,
  terms: Pick<SwapTerms, 'mode' | 'quotedSendUnits' | 'quotedReceiveUnits'>,
  done: { spentUnits: bigint; deliveredUnits: bigint; costUnits: bigint },
): Promise<bigint> {
  if (terms.mode === 'spend')
    return (await worthOf(tx, done.deliveredUnits)) - (await worthOf(tx, terms.quotedReceiveUnits));
  return divFloor(done.costUnits * (terms.quotedSendUnits - done.spentUnits), done.spentUnits);
}
