import { divCeil, divFloor, formatUnits, UNITS_PER_WHOLE } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';

/** Spend so much USDC, or obtain so much TFT; units of 1e-7. */
export type SwapOrder = { mode: 'spend' | 'obtain'; units: bigint };

/** One way to exchange, as the network quotes it. */
export interface QuotedPath {
  sendUnits: bigint;
  receiveUnits: bigint;
  /** Assets between the two, `native` or `CODE:ISSUER`. */
  path: string[];
}

export interface QuoteFacts {
  order: SwapOrder;
  /** For the full size; empty when nobody offers. */
  paths: readonly QuotedPath[];
  /** For one thousandth of it, at least one whole unit: the price without our own weight. */
  small: QuotedPath | undefined;
  /** The chain's price of TFT in thousandths of a dollar. */
  chainPriceMusd: number;
  maxSlippageBps: number;
}

/** What a transaction may do at worst, and what was quoted. */
export interface SwapTerms {
  mode: SwapOrder['mode'];
  /** `spend`: exactly this; `obtain`: at most this. */
  sendUnits: bigint;
  /** `spend`: at least this; `obtain`: exactly this. */
  receiveUnits: bigint;
  quotedSendUnits: bigint;
  quotedReceiveUnits: bigint;
  path: string[];
  /** How much worse than for a small amount the price is, in hundredths of a percent, rounded up. */
  impactBps: number;
  /** How far the price is from the chain's, positive when TFT costs more here; rounded away from zero. */
  fromChainBps: number;
}

export const defaultSlippageBps = 100;
export const largestSlippageBps = 500;
export const largestImpactBps = 500;
export const largestFromChainBps = 1500;
/** A quote is only shown for so long; what is built takes a fresh one. */
export const quoteSeconds = 30;

export type QuoteRefusal = Refusal<'no_liquidity' | 'price_impact_too_large' | 'price_out_of_bounds'>;

/** Takes the best path and says what its transaction may do at worst; or why nothing should be exchanged now. */
export function judgeQuote(facts: QuoteFacts): SwapTerms | QuoteRefusal {
  const { order, paths, small, chainPriceMusd } = facts;
  const best = bestOf(order, paths);
  if (best === undefined || best.sendUnits <= 0n || best.receiveUnits <= 0n)
    return refuse('no_liquidity', 'Nobody on Stellar offers TFT for this much USDC now.');
  const impactBps = small === undefined ? 0 : worseBps(best, small);
  if (impactBps > largestImpactBps)
    return refuse('price_impact_too_large', `This amount would move the price by ${percent(impactBps)}. Take less.`);
  const fromChainBps = distanceBps(best, chainPriceMusd);
  if (Math.abs(fromChainBps) > largestFromChainBps)
    return refuse(
      'price_out_of_bounds',
      `TFT costs ${percent(Math.abs(fromChainBps))} ${fromChainBps > 0 ? 'more' : 'less'} on Stellar than the chain's price says. Nothing is exchanged beyond ${percent(largestFromChainBps)}.`,
    );
  return { ...limitsOf(order, best, facts.maxSlippageBps), path: best.path, impactBps, fromChainBps };
}

function bestOf({ mode }: SwapOrder, paths: readonly QuotedPath[]): QuotedPath | undefined {
  return paths.reduce<QuotedPath | undefined>((best, path) => {
    if (best === undefined) return path;
    const better = mode === 'spend' ? path.receiveUnits > best.receiveUnits : path.sendUnits < best.sendUnits;
    return better ? path : best;
  }, undefined);
}

/** The least to receive is rounded down, the most to send is rounded up: a limit never forbids what was quoted. */
function limitsOf({ mode }: SwapOrder, { sendUnits, receiveUnits }: QuotedPath, slippageBps: number) {
  const bps = BigInt(slippageBps);
  return {
    mode,
    sendUnits: mode === 'spend' ? sendUnits : divCeil(sendUnits * (10_000n + bps), 10_000n),
    receiveUnits: mode === 'spend' ? divFloor(receiveUnits * (10_000n - bps), 10_000n) : receiveUnits,
    quotedSendUnits: sendUnits,
    quotedReceiveUnits: receiveUnits,
  };
}

/** By how much less TFT a USDC buys than at the small size. */
function worseBps(full: QuotedPath, small: QuotedPath): number {
  const fullRate = full.receiveUnits * small.sendUnits;
  const smallRate = small.receiveUnits * full.sendUnits;
  if (fullRate >= smallRate || smallRate === 0n) return 0;
  return Number(divCeil((smallRate - fullRate) * 10_000n, smallRate));
}

/** Of USDC per TFT to the chain's dollars per TFT. */
function distanceBps({ sendUnits, receiveUnits }: QuotedPath, chainPriceMusd: number): number {
  const market = sendUnits * 1000n;
  const chain = receiveUnits * BigInt(chainPriceMusd);
  const difference = (market - chain) * 10_000n;
  return Number(difference < 0n ? divFloor(difference, chain) : divCeil(difference, chain));
}

/** One thousandth of the order, at least one whole unit and never more than the order. */
export function smallOrder({ mode, units }: SwapOrder): SwapOrder {
  const part = divFloor(units, 1000n);
  const small = part > UNITS_PER_WHOLE ? part : UNITS_PER_WHOLE;
  return { mode, units: small < units ? small : units };
}

/** 150 is `1.50 %`. */
export const percent = (bps: number): string => `${formatUnits(BigInt(bps) * 100_000n).slice(0, -5)} %`;
