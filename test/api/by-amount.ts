import { expect } from 'vitest';
import { unitsOf } from '../invariants/scene.ts';
import type { Person } from '../person.ts';

/** Every item comes once, page by page, in the order of its amount. */
export async function expectByAmount(
  call: Person['call'],
  operation: 'listAllInvoices' | 'listAllTopUps' | 'listRefunds',
  sort: 'amount' | '-amount',
): Promise<void> {
  const seen: { id: string; units: bigint }[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call(operation, { query: { sort, limit: 5, cursor } });
    for (const item of page.items)
      seen.push({ id: item.id, units: unitsOf('total' in item ? item.total : item.amount) });
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  const units = seen.map((one) => one.units);
  const ordered = units.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  expect(units).toEqual(sort === 'amount' ? ordered : ordered.reverse());
}
