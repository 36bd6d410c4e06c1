import { describe, expect, it } from 'vitest';
import { capObjection, capPercent, capStops } from './spending-cap.ts';

const cap = (action: 'notify' | 'block_new' | 'stop') => ({ monthlyUnits: 1000n, action });

it.each([
  [799n, 0],
  [800n, 80],
  [999n, 80],
  [1000n, 100],
  [5000n, 100],
] as const)('%s of 1000 is worth telling at %s %%', (spent, percent) =>
  expect(capPercent(spent, cap('notify'))).toBe(percent),
);

describe('at the limit', () => {
  it('each action does what it says, and nothing before', () => {
    for (const action of ['notify', 'block_new', 'stop'] as const) {
      expect([capStops(999n, cap(action)), capObjection(999n, cap(action))]).toEqual([false, undefined]);
    }
    expect([capStops(1000n, cap('notify')), capStops(1000n, cap('block_new')), capStops(1000n, cap('stop'))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(capObjection(1000n, cap('notify'))).toBeUndefined();
    expect(capObjection(1000n, cap('block_new'))).toMatchObject({
      code: 'spending_cap_reached',
      details: { limit: { amount: '0.0001000' }, spent: { amount: '0.0001000' } },
    });
    expect(capObjection(1000n, cap('stop'))?.code).toBe('spending_cap_reached');
  });
  it('no limit, no objection', () => {
    expect([capStops(1000n, undefined), capObjection(1000n, undefined)]).toEqual([false, undefined]);
  });
});
