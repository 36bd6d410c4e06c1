import { type Refusal, refuse } from '../refusal/index.ts';
import type { GridNode } from './grid-node.ts';
import { whyNotOfferable } from './offerable.ts';
import { isInPlace, type Place, placeName } from './regions.ts';
import { amount, availableOn, fields, fits, nouns, type Requirement, type ShortageField } from './requirement.ts';
import { GOOD_UPTIME_PERCENT, type NodeCandidate, type ScorePart, scoreOf, totalOf } from './score.ts';

export interface NodePick {
  readonly node: GridNode;
  readonly hourlyUnits: bigint;
  /** A sentence that says why this node. */
  readonly reason: string;
  readonly score: readonly ScorePart[];
}

/** `details.missing` is `[{field, needed, largest}]` in MiB, cores or addresses; empty when no node is on offer at all. */
export type NodesRefusal = Refusal<'no_capacity'>;

/**
 * The node of Basic placement: among nodes on offer in the place where the order fits, those of good uptime first, the one
 * with the most points (`scoreOf`); ties go to the cheaper, then the steadier, then more free memory, then the lower id.
 * `priceOn` is called for nodes that fit only.
 */
export function pickNode(
  nodes: readonly GridNode[],
  requirement: Requirement,
  place: Place,
  priceOn: (node: GridNode) => bigint,
): NodePick | NodesRefusal {
  const offered = nodes.filter((node) => isInPlace(node, place) && whyNotOfferable(node) === undefined);
  const fitting = offered.filter((node) => fits(node, requirement));
  const good = fitting.filter((node) => (node.uptimePercent ?? 100) >= GOOD_UPTIME_PERCENT);
  const candidates = (good.length > 0 ? good : fitting).map(
    (node): NodeCandidate => ({ node, hourlyUnits: priceOn(node) }),
  );
  const cheapest = candidates.reduce<bigint | undefined>(
    (least, { hourlyUnits }) => (least === undefined || hourlyUnits < least ? hourlyUnits : least),
    undefined,
  );
  if (cheapest === undefined) return noCapacity(offered, requirement, place);
  const [best] = candidates
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate, cheapest) }))
    .sort((left, right) => totalOf(right.score) - totalOf(left.score) || rank(left, right));
  if (!best) throw new Error('a cheapest candidate is a candidate');
  return { ...best, reason: reasonOf(best, fitting.length, place) };
}

function rank(left: NodeCandidate, right: NodeCandidate): number {
  if (left.hourlyUnits !== right.hourlyUnits) return left.hourlyUnits < right.hourlyUnits ? -1 : 1;
  return (
    (right.node.uptimePercent ?? 0) - (left.node.uptimePercent ?? 0) ||
    right.node.free.memoryMb - left.node.free.memoryMb ||
    left.node.id - right.node.id
  );
}

function reasonOf({ node }: NodeCandidate, fitting: number, place: Place): string {
  const among = fitting === 1 ? 'The only node' : `The best of ${fitting} nodes`;
  const uptime = node.uptimePercent === null ? '' : `, online ${node.uptimePercent} % of the time we know`;
  return `${among} in ${placeName(place)} where this fits${uptime}.`;
}

function noCapacity(offered: readonly GridNode[], requirement: Requirement, place: Place): NodesRefusal {
  const where = placeName(place);
  if (offered.length === 0) return refuse('no_capacity', `No node is on offer in ${where} now.`, { missing: [] });
  const largest = (field: ShortageField) => Math.max(...offered.map((node) => availableOn(node)[field]));
  const missing = fields
    .map((field) => ({ field, needed: requirement[field], largest: largest(field) }))
    .filter(({ needed, largest }) => needed > largest);
  if (missing.length > 0) {
    const lacks = missing.map(({ field, needed, largest }) =>
      largest === 0
        ? `no node has any ${nouns[field]} left`
        : `${amount(field, needed)} ${nouns[field]} is needed, the largest node has ${atMost(field, largest)}`,
    );
    return refuse('no_capacity', `This fits on no node in ${where}: ${lacks.join('; ')}.`, { missing });
  }
  const together = fields.filter((field) => requirement[field] > 0).map((field) => nouns[field]);
  return refuse('no_capacity', `No single node in ${where} has enough ${together.join(', ')} at once.`, {
    missing: fields
      .filter((field) => requirement[field] > 0)
      .map((field) => ({ field, needed: requirement[field], largest: largest(field) })),
  });
}

/** Rounded down, so that the largest node never sounds large enough. */
const atMost = (field: ShortageField, value: number): string =>
  field === 'cpu' || field === 'publicIpv4Count' ? amount(field, value) : `${Math.floor((value / 1024) * 10) / 10} GB`;
