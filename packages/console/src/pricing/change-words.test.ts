import { expect, test } from 'vitest';
import { changeWords } from './change-words.ts';

const apps = [{ id: 'vm', name: 'Virtual machine' }];

test('a change says of what, and from what to what', () => {
  expect(changeWords({ subject: 'general', field: 'percent', from: '20', to: '30' }, apps)).toBe(
    'All apps, percent: 20 % → 30 %',
  );
  expect(changeWords({ subject: 'vm', field: 'fixedMonthly', from: null, to: '7.2000000' }, apps)).toBe(
    'Virtual machine, fixed per month: as all apps → $7.20',
  );
  expect(changeWords({ subject: 'discount', field: 'passedOnPercent', from: '0', to: '50' }, apps)).toBe(
    'Discount passed on: 0 % → 50 %',
  );
});
