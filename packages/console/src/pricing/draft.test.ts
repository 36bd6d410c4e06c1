import type { PriceRule } from '@marketplace/contract';
import { expect, test } from 'vitest';
import { draftOf, fieldProblem, ruleOf } from './draft.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const rule: PriceRule = {
  general: { percent: 20, fixedMonthly: usd('0.0000000'), minimumMonthly: usd('5.0000000') },
  apps: { vm: { percent: 12.5, fixedMonthly: usd('1.2500000'), minimumMonthly: usd('0.0000000') } },
  discountPassedOnPercent: 50,
};

test('a rule becomes what one would type, and back', () => {
  const draft = draftOf(rule);
  expect(draft.apps.vm).toEqual({ percent: '12.5', fixedMonthly: '1.25', minimumMonthly: '0.00' });
  expect(ruleOf(draft)).toEqual({
    general: { percent: 20, fixedMonthly: usd('0.00'), minimumMonthly: usd('5.00') },
    apps: { vm: { percent: 12.5, fixedMonthly: usd('1.25'), minimumMonthly: usd('0.00') } },
    discountPassedOnPercent: 50,
  });
});

test('a wrong field is named and makes no rule', () => {
  const draft = draftOf(rule);
  for (const passedOn of ['', '-1', '100.1', 'x', '1.00001'])
    expect([fieldProblem('passedOn', passedOn), ruleOf({ ...draft, passedOn })]).toEqual([
      'Enter 0 to 100.',
      undefined,
    ]);
  const general = { ...draft.general, fixedMonthly: '-3' };
  expect([fieldProblem('fixedMonthly', '-3'), ruleOf({ ...draft, general })]).toEqual(['Enter dollars.', undefined]);
  expect(['20', '20,5', '1000'].map((typed) => fieldProblem('percent', typed))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
