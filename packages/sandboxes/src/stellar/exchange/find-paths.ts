import type { AssetName } from '../ledger/assets.ts';
import type { View } from '../ledger/view.ts';
import { type Walked, walkStrictReceive, walkStrictSend } from './walk-path.ts';

export interface FoundPath {
  send: AssetName;
  sendAmount: bigint;
  destination: AssetName;
  destinationAmount: bigint;
  path: AssetName[];
}

/** Horizon looks at most this many trades far, and lists this many paths for each asset. */
const maxTrades = 3;
const pathsPerAsset = 5;

/** Ways to spend exactly `amount`, the best for each destination first. */
export function findStrictSend(
  view: View,
  send: AssetName,
  amount: bigint,
  destinations: readonly AssetName[],
): FoundPath[] {
  return destinations.flatMap((destination) => {
    const found = tryRoutes(view, send, destination, (attempt, path) =>
      walkStrictSend(attempt, { send, destination, path, source: undefined }, amount),
    );
    return found
      .map(({ path, amount: delivered }) => ({
        send,
        sendAmount: amount,
        destination,
        destinationAmount: delivered,
        path,
      }))
      .sort((a, b) => compare(b.destinationAmount, a.destinationAmount) || a.path.length - b.path.length)
      .slice(0, pathsPerAsset);
  });
}

/** Ways to obtain exactly `amount`, the cheapest for each source asset first; `affordable` bounds what may be spent. */
export function findStrictReceive(
  view: View,
  sources: readonly { asset: AssetName; affordable?: bigint }[],
  destination: AssetName,
  amount: bigint,
): FoundPath[] {
  return sources.flatMap(({ asset: send, affordable }) => {
    const found = tryRoutes(view, send, destination, (attempt, path) =>
      walkStrictReceive(attempt, { send, destination, path, source: undefined }, amount),
    );
    return found
      .filter(({ amount: needed }) => affordable === undefined || needed <= affordable)
      .map(({ path, amount: needed }) => ({
        send,
        sendAmount: needed,
        destination,
        destinationAmount: amount,
        path,
      }))
      .sort((a, b) => compare(a.sendAmount, b.sendAmount) || a.path.length - b.path.length)
      .slice(0, pathsPerAsset);
  });
}

/** Executes each possible path on a copy, so that a quote is exactly what its execution would give. */
function tryRoutes(
  view: View,
  send: AssetName,
  destination: AssetName,
  walk: (attempt: View, path: AssetName[]) => Walked,
): { path: AssetName[]; amount: bigint }[] {
  return routes(view, send, destination).flatMap((path) => {
    const walked = walk(view.nest(), path);
    return 'failure' in walked || walked.amount <= 0n ? [] : [{ path, amount: walked.amount }];
  });
}

/** Every way over assets that are traded with each other, without passing one twice; the way of no trade too. */
function routes(view: View, send: AssetName, destination: AssetName): AssetName[][] {
  if (send === destination) return [[]];
  const next = neighbours(view);
  const found: AssetName[][] = [];
  const extend = (path: AssetName[], at: AssetName) => {
    for (const asset of next.get(at) ?? []) {
      if (asset === destination) found.push(path);
      else if (asset !== send && !path.includes(asset) && path.length + 2 <= maxTrades) extend([...path, asset], asset);
    }
  };
  extend([], send);
  return found;
}

function neighbours(view: View): Map<AssetName, Set<AssetName>> {
  const found = new Map<AssetName, Set<AssetName>>();
  const connect = (from: AssetName, to: AssetName) => found.set(from, (found.get(from) ?? new Set()).add(to));
  for (const offer of view.all('offer').values()) connect(offer.buying, offer.selling);
  for (const { a, b } of view.all('pool').values()) {
    connect(a, b);
    connect(b, a);
  }
  return found;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
