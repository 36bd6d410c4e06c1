import { contractStaking } from '@marketplace/core/float';
import { discountHourlyUnits, percentsOf } from '@marketplace/core/pricing';
import { type Float, readFloat } from '../../float/read-float.ts';
import { type GroupLevel, saveStakingLevels } from '../../postgres/staking-levels.ts';
import type { FloatParts } from './parts.ts';
import { runPolicy } from './run-policy.ts';
import { takeSample } from './take-sample.ts';
import { tellAlerts } from './tell-alerts.ts';

/**
 * Looks at the operator's float: which discount each contract has now, how long it lasts, who must be told, and whether
 * the policy buys more. It comes before billing, which shares what is kept of the discount.
 */
export async function watchFloat(parts: FloatParts): Promise<void> {
  const { store, clock } = parts;
  const float = await readFloat(store.db);
  if (!float) return;
  await saveStakingLevels(store.db, levelsOf(float), clock.now());
  await takeSample(store.db, float, clock.now());
  await tellAlerts(parts, float);
  await runPolicy(parts, float);
}

function levelsOf({ groups, burns, balance, rules }: Float): GroupLevel[] {
  const percents = percentsOf(rules.levels);
  return groups.map((group, at) => {
    const burn = burns[at];
    const level = burn ? contractStaking(burn, balance).level : 'none';
    const discountUnits = discountHourlyUnits(group.footprint, group, {
      policy: rules.policy,
      percent: percents[level],
    });
    return { key: group.key, level, discountUnits };
  });
}
