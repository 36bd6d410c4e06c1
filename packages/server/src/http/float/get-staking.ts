import type { FloatRunway, StakingSummary } from '@marketplace/contract';
import { type Runway, stakingSummary } from '@marketplace/core/float';
import { formatUnits, mulDivFloor, UNITS_PER_WHOLE } from '@marketplace/core/money';
import {
  billingPriceUnits,
  chainLevels,
  chainLevelsSource,
  type DiscountLevel,
  type StakingLevel,
  versionInForce,
} from '@marketplace/core/pricing';
import { type Float, readFloat } from '../../float/read-float.ts';
import { readPriceVersions } from '../../postgres/pricing.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Database, Store, Tx } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const getStaking =
  (parts: { store: Store }): Handler<'getStaking'> =>
  async (c) => {
    const { db } = parts.store;
    const now = c.get('now');
    const [float, versions, { providers }] = await Promise.all([
      requireFloat(db),
      readPriceVersions(db, now),
      readSettings(db),
    ]);
    const rule = versionInForce(versions, now.getTime())?.rule;
    return c.json(
      {
        ...summaryJson(float),
        passedOnPercent: rule?.discountPassedOnPercent ?? 0,
        discountSharePercent: providers.discountSharePercent,
      },
      200,
    );
  };

export async function requireFloat(db: Database | Tx): Promise<Float> {
  const float = await readFloat(db);
  if (float) return float;
  throw new HttpProblem('temporarily_unavailable', 'The chain was not read yet. Try again in a moment.');
}

function summaryJson(float: Float): Omit<StakingSummary, 'passedOnPercent' | 'discountSharePercent'> {
  const { balance, rules, priceSeenAt, runway } = float;
  const summary = stakingSummary(float.burns, balance);
  const priceUnits = billingPriceUnits(rules.price);
  const { next } = summary;
  return {
    asOf: balance.seenAt.toISOString(),
    twinId: balance.twinId,
    usableTft: formatUnits(balance.usableUnits),
    stashTft: formatUnits(balance.stashUnits),
    stashAddress: balance.stashAddress,
    tftPriceUsd: formatUnits(priceUnits),
    priceAt: priceSeenAt.toISOString(),
    levels: rules.levels.map((level) => ({ ...level, contracts: summary.byLevel[level.level] })),
    withoutLevel: summary.byLevel.none,
    levelsAreOwn: rules.levels.some((level, at) => !isSame(level, chainLevels[at])),
    source: chainLevelsSource,
    contracts: summary.contracts,
    listMonthlyTft: formatUnits(summary.listMonthlyUnits),
    monthlyTft: formatUnits(summary.monthlyUnits),
    savingMonthlyTft: formatUnits(summary.savingMonthlyUnits),
    savingMonthly: usdJson(mulDivFloor(summary.savingMonthlyUnits, priceUnits, UNITS_PER_WHOLE)),
    stashSavingMonthlyTft: formatUnits(summary.stashSavingUnits),
    next: next && {
      level: reached(next.level),
      contracts: next.contracts,
      missingTft: formatUnits(next.missingUnits),
      savingMonthlyTft: formatUnits(next.savingMonthlyUnits),
    },
    runway: runwayJson(runway),
  };
}

export const runwayJson = ({ hours, burnUnits, nextDrop }: Runway): FloatRunway => ({
  hours,
  burnPerHourTft: formatUnits(burnUnits),
  nextDrop: nextDrop
    ? {
        afterHours: nextDrop.afterHours,
        from: nextDrop.from,
        to: nextDrop.to,
        extraPerHourTft: formatUnits(nextDrop.extraHourlyUnits),
      }
    : null,
});

const isSame = (own: StakingLevel, known: StakingLevel | undefined) =>
  own.level === known?.level && own.months === known.months && own.percent === known.percent;

/** Nobody is lifted to no level. */
function reached(level: DiscountLevel) {
  if (level === 'none') throw new Error('the next level is never none');
  return level;
}
