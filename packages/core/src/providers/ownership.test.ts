import { expect, it } from 'vitest';
import { type OwnershipFacts, whyNotOwned } from './ownership.ts';

const owned: OwnershipFacts = {
  nodeId: 7,
  node: { farmId: 3 },
  farm: { id: 3, name: 'Alpenrack', twinId: 30 },
  twin: { id: 30, address: 'mine' },
};

it('follows node, farm, twin and account', () => {
  expect(whyNotOwned(owned, 'mine')).toBeUndefined();
});

it.each<[Partial<OwnershipFacts>, string]>([
  [{ node: undefined }, '7 is not a node of this network'],
  [{ farm: undefined }, '7 belongs to a farm that does not exist'],
  [{ farm: { id: 4, name: 'Other', twinId: 30 } }, '7 belongs to a farm that does not exist'],
  [{ twin: undefined }, '7 belongs to farm 3, which has no owner'],
  [{ twin: { id: 31, address: 'mine' } }, '7 belongs to farm 3, which has no owner'],
  [{ twin: { id: 30, address: 'theirs' } }, '7 belongs to farm 3 of another account'],
])('breaks where the chain breaks: %j', (change, reason) => {
  expect(whyNotOwned({ ...owned, ...change }, 'mine')).toBe(reason);
});
