import { apps } from '@marketplace/core/catalog';
import { fieldProblem } from '../problems.ts';

/** Each once, in the order of the catalog; throws at the first that is none. */
export function checkApps(named: readonly string[]): string[] {
  const known = apps.map(({ id }) => id);
  const wrong = named.findIndex((id) => !known.includes(id));
  if (wrong >= 0) throw fieldProblem(`apps.${wrong}`, `must be one of: ${known.join(', ')}`);
  return known.filter((id) => named.includes(id));
}
