import { expect, it } from 'vitest';
import { readSort, type Sort, sortHead } from './sorting.ts';

it('a column goes up, then down, and says where it stands', () => {
  let sort: Sort<'name' | 'age'> = 'age';
  const head = (field: 'name' | 'age') =>
    sortHead(sort, field, (next) => {
      sort = next;
    });
  expect([head('name').sort, head('age').sort]).toEqual(['none', 'ascending']);
  head('age').onSort();
  expect([sort, head('age').sort]).toEqual(['-age', 'descending']);
  head('name').onSort();
  expect(sort).toBe('name');
});

it('an address that names no column of the list sorts nothing', () => {
  const fields = ['name', 'age'] as const;
  expect(['name', '-age', '--age', 'size', 7].map((value) => readSort(value, fields))).toEqual([
    'name',
    '-age',
    undefined,
    undefined,
    undefined,
  ]);
});
