import { divRound, UNITS_PER_WHOLE } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import { quoteSeconds, type SwapOrder } from '@marketplace/core/treasury';
import { quoteSwap as askForQuote } from '../../jobs/treasury/build.ts';
import { readFact } from '../../postgres/chain-facts.ts';
import type { Store } from '../../postgres/store.ts';
import { StellarUnavailable } from '../../stellar/index.ts';
import type { Treasury } from '../../treasury.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { amountText, unitsOf } from './amounts.ts';

export const quoteSwap =
  ({ store, treasury }: { store: Store; treasury: Treasury }): Handler<'quoteSwap'> =>
  async (c) => {
    const { maxSlippageBps, ...wish } = c.req.valid('json');
    const [price, fees] = await Promise.all([readFact(store.db, 'tft_price'), readFact(store.db, 'bridge_fees')]);
    if (!price) throw new HttpProblem('temporarily_unavailable', 'The chain’s price of TFT was not read yet.');
    const terms = await askForQuote(treasury, orderOf(wish), { maxSlippageBps, price }).catch(silent);
    if (isRefusal(terms)) throw problemOf(terms);
    const { quotedSendUnits: send, quotedReceiveUnits: receive } = terms;
    return c.json(
      {
        sendUsdc: amountText(send),
        receiveTft: amountText(receive),
        mostUsdc: amountText(terms.sendUnits),
        leastTft: amountText(terms.receiveUnits),
        path: terms.path.map((name) => (name === 'native' ? 'XLM' : (name.split(':')[0] ?? name))),
        impactBps: terms.impactBps,
        fromChainBps: terms.fromChainBps,
        usdcPerTft: amountText(divRound(send * UNITS_PER_WHOLE, receive)),
        bridgeFeeTft: fees ? amountText(BigInt(fees.value.depositUnits)) : null,
        quotedAt: c.get('now').toISOString(),
        validSeconds: quoteSeconds,
      },
      200,
    );
  };

/** The contract lets exactly one through. */
export const orderOf = ({ spend, obtain }: { spend?: string | undefined; obtain?: string | undefined }): SwapOrder =>
  spend !== undefined ? { mode: 'spend', units: unitsOf(spend) } : { mode: 'obtain', units: unitsOf(obtain ?? '0') };

/** Horizon that does not answer is an expected no. */
export function silent(error: unknown): never {
  if (!(error instanceof StellarUnavailable)) throw error;
  throw new HttpProblem('temporarily_unavailable', 'Stellar does not answer at the moment.', { cause: error });
}
