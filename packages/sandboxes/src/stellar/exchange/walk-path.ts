import { maxAmount } from '../ledger/amounts.ts';
import type { AssetName } from '../ledger/assets.ts';
import type { View } from '../ledger/view.ts';
import { type Claim, type Converted, convert } from './convert.ts';

export type PathFailure = 'tooFewOffers' | 'crossSelf' | 'workLimit';
/** What came out (strict send) or had to go in (strict receive), and every trade in the order of the path. */
export type Walked = { amount: bigint; claims: Claim[] } | { failure: PathFailure };

interface Walk {
  send: AssetName;
  destination: AssetName;
  /** The assets between the two. */
  path: readonly AssetName[];
  /** Whose own offers must not be crossed. */
  source: string | undefined;
}

/** Sends exactly `amount` along the path. */
export function walkStrictSend(view: View, { send, destination, path, source }: Walk, amount: bigint): Walked {
  const claims: Claim[] = [];
  let [have, left] = [send, amount];
  for (const next of [...path, destination]) {
    if (next === have) continue;
    const limits = { maxSend: left, maxReceive: maxAmount, rounding: 'strictSend' as const };
    const converted = convert(view, { send: have, receive: next, ...limits, judge: notOwn(source) });
    const failure = failureOf(converted, converted.sent === left);
    if (failure !== undefined) return { failure };
    claims.push(...converted.claims);
    [have, left] = [next, converted.received];
  }
  return { amount: left, claims };
}

/** Delivers exactly `amount`; the path is walked from its end. */
export function walkStrictReceive(view: View, { send, destination, path, source }: Walk, amount: bigint): Walked {
  const claims: Claim[] = [];
  let [want, needed] = [destination, amount];
  for (const previous of [...path.toReversed(), send]) {
    if (previous === want) continue;
    const limits = { maxSend: maxAmount, maxReceive: needed, rounding: 'strictReceive' as const };
    const converted = convert(view, { send: previous, receive: want, ...limits, judge: notOwn(source) });
    const failure = failureOf(converted, converted.received === needed);
    if (failure !== undefined) return { failure };
    claims.unshift(...converted.claims);
    [want, needed] = [previous, converted.sent];
  }
  return { amount: needed, claims };
}

const notOwn = (source: string | undefined) => (offer: { seller: string }) =>
  offer.seller === source ? ('crossSelf' as const) : ('keep' as const);

function failureOf({ outcome }: Converted, exact: boolean): PathFailure | undefined {
  if (outcome === 'crossSelf') return 'crossSelf';
  if (outcome === 'tooMany') return 'workLimit';
  return outcome === 'done' && exact ? undefined : 'tooFewOffers';
}
