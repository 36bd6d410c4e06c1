import { contractStaking } from '@marketplace/core/float';
import { discountHourlyUnits, percentsOf } from '@marketplace/core/pricing';
import type { Clock } from '../../clock.ts';
import { type Float, readFloat } from '../../float/read-float.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import { type GroupLevel, saveStakingLevels } from '../../postgres/staking-levels.ts';
import type { Store } from '../../postgres/store.ts';

export interface FloatParts {
  store: Store;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Looks at the operator's float: which discount each contract has now. Before billing, which shares what is kept of it. */
export async function watchFloat({ store, clock }: FloatParts): Promise<void> {
  const float = await readFloat(store.db);
  if (!float) return;
  await saveStakingLevels(store.db, levelsOf(float), clock.now());
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
