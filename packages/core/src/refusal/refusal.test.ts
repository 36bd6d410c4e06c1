import { expect, it } from 'vitest';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

it('tells a refusal from a result and narrows to its codes', () => {
  const decide = (yes: boolean): { total: number } | Refusal<'too_small' | 'too_large'> =>
    yes ? { total: 1 } : refuse('too_small', 'That is too small.', { missing: '1.0000000' });
  const no = decide(false);
  expect(isRefusal(no)).toBe(true);
  if (isRefusal(no)) {
    const code: 'too_small' | 'too_large' = no.code;
    expect(code).toBe('too_small');
    expect(no.details).toEqual({ missing: '1.0000000' });
  }
  expect(isRefusal(decide(true))).toBe(false);
});

it.each([null, undefined, 0, 'refused', { refused: false }, []])('takes %j for no refusal', (value) => {
  expect(isRefusal(value)).toBe(false);
});
