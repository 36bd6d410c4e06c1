import { formatUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';

/** What happens when the charges of a UTC month reach the limit. Each does what stands before it, too. */
export const capActions = ['notify', 'block_new', 'stop'] as const;
export type CapAction = (typeof capActions)[number];

export interface SpendingCap {
  /** Units of USD in a UTC month. */
  monthlyUnits: bigint;
  action: CapAction;
}

/** Percent of a limit at which its owner is told, in rising order. */
const tellPercents = [80, 100] as const;
export type CapPercent = (typeof tellPercents)[number];

/** The highest percent to tell that the charges have come to; 0 below all. */
export function capPercent(spentUnits: bigint, { monthlyUnits }: Pick<SpendingCap, 'monthlyUnits'>): CapPercent | 0 {
  return tellPercents.findLast((percent) => spentUnits * 100n >= monthlyUnits * BigInt(percent)) ?? 0;
}

export const capReached = (spentUnits: bigint, cap: Pick<SpendingCap, 'monthlyUnits'>): boolean =>
  spentUnits >= cap.monthlyUnits;

/** Whether what runs has to stop. */
export const capStops = (spentUnits: bigint, cap: SpendingCap | undefined): boolean =>
  cap?.action === 'stop' && capReached(spentUnits, cap);

/** Why nothing new may be ordered; undefined when it may. */
export function capObjection(
  spentUnits: bigint,
  cap: SpendingCap | undefined,
): Refusal<'spending_cap_reached'> | undefined {
  if (!cap || cap.action === 'notify' || !capReached(spentUnits, cap)) return undefined;
  return refuse(
    'spending_cap_reached',
    'The limit that you set for this month is reached. Raise it, or wait for the next month.',
    {
      limit: usd(cap.monthlyUnits),
      spent: usd(spentUnits),
    },
  );
}

const usd = (units: bigint) => ({ currency: 'USD', amount: formatUnits(units) });
