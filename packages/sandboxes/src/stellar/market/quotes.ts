import { putOffer, removeOffer } from '../exchange/offers.ts';
import { inOrder, native } from '../ledger/assets.ts';
import type { Price } from '../ledger/entries.ts';
import { lineId } from '../ledger/entries.ts';
import { addSubentry, mustGetAccount } from '../ledger/holdings.ts';
import { nextNumber, type View } from '../ledger/view.ts';
import { marketMaker, tft, usdc } from '../network.ts';

const whole = 10_000_000n;
export const priceCounter = 'tftPerUsdc';
export const quotedAtCounter = 'quotedAt';

/** A ratio of whole numbers. */
interface Ratio {
  n: bigint;
  d: bigint;
}

/** How much of the base asset the maker offers at how many basis points off the middle, on each side. */
const depth = [
  { base: 100n, bps: 10n },
  { base: 400n, bps: 60n },
  { base: 1_500n, bps: 200n },
  { base: 8_000n, bps: 500n },
];
/** Pairs over lumens are a little worse than the direct one. */
const extraBps = 25n;
const xlmPerUsdc: Ratio = { n: 5n, d: 2n };
const poolUsdc = 200_000n * whole;
const makerBalance = 1_000_000_000n * whole;

/** Units of 1e-7 TFT for one USDC. */
export const defaultTftPerUsdc = 100n * whole;

/** Makes the market new at this price: the maker's offers in three books, and the reserves of the pool. */
export function quoteMarket(view: View, tftPerUsdc: bigint, nowSeconds: number): void {
  for (const offer of view.all('offer').values()) if (offer.seller === marketMaker) removeOffer(view, offer);
  refillMaker(view);
  const tftRatio: Ratio = { n: tftPerUsdc, d: whole };
  quotePair(view, { base: usdc, quote: tft, quotePerBase: tftRatio, extra: 0n });
  quotePair(view, { base: usdc, quote: native, quotePerBase: xlmPerUsdc, extra: extraBps });
  const tftPerXlm = { n: tftRatio.n * xlmPerUsdc.d, d: tftRatio.d * xlmPerUsdc.n };
  quotePair(view, { base: native, quote: tft, quotePerBase: tftPerXlm, extra: extraBps });
  fillPool(view, tftRatio);
  view.put('counter', priceCounter, { value: tftPerUsdc });
  view.put('counter', quotedAtCounter, { value: BigInt(nowSeconds) });
}

interface Pair {
  base: string;
  quote: string;
  quotePerBase: Ratio;
  extra: bigint;
}

function quotePair(view: View, { base, quote, quotePerBase, extra }: Pair): void {
  const { n, d } = quotePerBase;
  for (const level of depth) {
    const off = 10_000n + level.bps + extra;
    const amount = level.base * whole;
    offer(view, { selling: base, buying: quote, amount, price: toPrice({ n: n * off, d: d * 10_000n }) });
    offer(view, {
      selling: quote,
      buying: base,
      amount: (amount * n) / d,
      price: toPrice({ n: d * off, d: n * 10_000n }),
    });
  }
}

function offer(view: View, terms: { selling: string; buying: string; amount: bigint; price: Price }): void {
  if (terms.amount <= 0n || !addSubentry(view, marketMaker)) return;
  putOffer(view, { id: nextNumber(view, 'offers'), seller: marketMaker, ...terms });
}

/** The nearest price that fits two 32-bit numbers. */
export function toPrice({ n, d }: Ratio): Price {
  const divisor = greatestDivisor(n, d);
  let [numerator, denominator] = [n / divisor, d / divisor];
  while (numerator >= 2n ** 31n || denominator >= 2n ** 31n) {
    numerator = (numerator + 1n) / 2n;
    denominator = (denominator + 1n) / 2n;
  }
  return { n: Number(numerator), d: Number(denominator) };
}

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestDivisor(b, a % b));

function refillMaker(view: View): void {
  for (const asset of [usdc, tft]) {
    const id = lineId(marketMaker, asset);
    const line = view.get('line', id);
    if (line) view.put('line', id, { ...line, balance: makerBalance });
  }
  const account = mustGetAccount(view, marketMaker);
  view.put('account', marketMaker, { ...account, balance: makerBalance });
}

function fillPool(view: View, { n, d }: Ratio): void {
  const [a, b] = inOrder(tft, usdc) ? [tft, usdc] : [usdc, tft];
  const pool = view.get('pool', `${a}/${b}`);
  if (pool === undefined) return;
  const poolTft = (poolUsdc * n) / d;
  const [reserveA, reserveB] = a === tft ? [poolTft, poolUsdc] : [poolUsdc, poolTft];
  view.put('pool', `${a}/${b}`, { ...pool, reserveA, reserveB });
}
