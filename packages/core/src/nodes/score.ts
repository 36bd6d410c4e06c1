import type { GridNode } from './grid-node.ts';

export interface NodeCandidate {
  readonly node: GridNode;
  /** Price of the order on this node, units of USD per hour. */
  readonly hourlyUnits: bigint;
}

export type ScoreCode = 'price' | 'uptime' | 'room';

/** One of the three things that make a node a good pick; the weights of all are 100 together. */
export interface ScorePart {
  readonly code: ScoreCode;
  /** The most points it can give. */
  readonly weight: number;
  /** Rounded down to one decimal. */
  readonly points: number;
  /** What the points are given for, as a clause. */
  readonly fact: string;
}

const WEIGHT: Record<ScoreCode, number> = { price: 60, uptime: 30, room: 10 };
/** Known uptime below this is taken only when nothing better fits, and gives no points. */
export const GOOD_UPTIME_PERCENT = 95;
/** So much dearer than the cheapest, in percent, and the price gives no points. */
const TOO_DEAR_PERCENT = 20;

/**
 * The parts of a node's score beside the cheapest price of those that fit. Price weighs so much and falls so steeply that
 * no uptime and no room make up for one seventh more to pay.
 */
export function scoreOf({ node, hourlyUnits }: NodeCandidate, cheapestUnits: bigint): ScorePart[] {
  // In hundredths of a percent, rounded down; a free order is as cheap as can be.
  const dearerBy = cheapestUnits === 0n ? 0 : Number(((hourlyUnits - cheapestUnits) * 10_000n) / cheapestUnits) / 100;
  const uptime = node.uptimePercent;
  const roomShare = node.total.memoryMb === 0 ? 0 : node.free.memoryMb / node.total.memoryMb;
  return [
    part(
      'price',
      1 - dearerBy / TOO_DEAR_PERCENT,
      dearerBy === 0 ? 'the lowest price' : `${dearerBy} % above the lowest price`,
    ),
    part(
      'uptime',
      ((uptime ?? 0) - GOOD_UPTIME_PERCENT) / (100 - GOOD_UPTIME_PERCENT),
      uptime === null ? 'no record yet' : `online ${uptime} % of the time we know`,
    ),
    part('room', roomShare, `${Math.floor(roomShare * 100)} % of its memory is free`),
  ];
}

/** Points of all parts together, to one decimal. */
export const totalOf = (parts: readonly ScorePart[]): number =>
  Math.round(parts.reduce((sum, { points }) => sum + points, 0) * 10) / 10;

function part(code: ScoreCode, share: number, fact: string): ScorePart {
  const weight = WEIGHT[code];
  const points = Math.floor(Math.min(1, Math.max(0, share)) * weight * 10) / 10;
  return { code, weight, points, fact };
}
