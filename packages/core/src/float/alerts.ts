import { divCeil } from '../money/index.ts';

/** What operators are told of: the balance below an amount (units of TFT), the runway at or below hours. */
export interface FloatAlert {
  readonly kind: 'low_balance' | 'runway';
  readonly bound: bigint;
}

export interface AlertRules {
  /** 0 for never. */
  readonly lowBalanceUnits: bigint;
  /** Longest first. */
  readonly warnHours: readonly number[];
}

export interface AlertFacts {
  readonly usableUnits: bigint;
  readonly runwayHours: number | null;
}

export interface AlertDecision {
  /** To be told now: of several bounds of the runway that were passed at once the nearest to the end. */
  tell: FloatAlert[];
  /** Not told again until they are armed: what is told now, and bounds that were passed together with it. */
  passed: FloatAlert[];
  /** Armed again, after a recovery or because nobody wants to be told any more. */
  rearmed: FloatAlert[];
}

/** A wobble at a bound is no second fall: a balance must rise by a twentieth, a runway by a day. */
const RECOVERED_HOURS = 24;

/** Each bound is told once per fall; `told` are those that have been since the last recovery. */
export function decideAlerts(rules: AlertRules, facts: AlertFacts, told: readonly FloatAlert[]): AlertDecision {
  const wanted: FloatAlert[] = [
    ...(rules.lowBalanceUnits > 0n ? [{ kind: 'low_balance', bound: rules.lowBalanceUnits } as const] : []),
    ...rules.warnHours.map((hours) => ({ kind: 'runway', bound: BigInt(hours) }) as const),
  ];
  const isTold = (alert: FloatAlert) => told.some((each) => isSame(each, alert));
  const passed = wanted.filter((alert) => hasPassed(alert, facts) && !isTold(alert));
  const nearest = passed.filter(({ kind }) => kind === 'runway').sort((a, b) => (a.bound < b.bound ? -1 : 1))[0];
  return {
    tell: passed.filter((alert) => alert.kind === 'low_balance' || alert === nearest),
    passed,
    rearmed: told.filter((alert) => !wanted.some((each) => isSame(each, alert)) || hasRecovered(alert, facts)),
  };
}

const isSame = (left: FloatAlert, right: FloatAlert) => left.kind === right.kind && left.bound === right.bound;

const hasPassed = ({ kind, bound }: FloatAlert, { usableUnits, runwayHours }: AlertFacts) =>
  kind === 'low_balance' ? usableUnits < bound : runwayHours !== null && BigInt(runwayHours) <= bound;

const hasRecovered = ({ kind, bound }: FloatAlert, { usableUnits, runwayHours }: AlertFacts) =>
  kind === 'low_balance'
    ? usableUnits >= divCeil(bound * 21n, 20n)
    : runwayHours === null || BigInt(runwayHours) >= bound + BigInt(RECOVERED_HOURS);

/** New orders wait while what runs could not be paid through the grace of machines that nobody pays, and the reserve. */
export const ordersAreShort = (
  runwayHours: number | null,
  { graceHours, reserveHours }: { graceHours: number; reserveHours: number },
): boolean => runwayHours !== null && runwayHours < graceHours + reserveHours;
