import { expect, it } from 'vitest';
import { policyProblems, readPolicy, typedPolicy } from './policy-form.ts';

const policy = {
  mode: 'live' as const,
  belowTft: '1000.0000000',
  runwayHours: 336,
  levelDropHours: null,
  targetTft: '5000.5000000',
  minimumUsdc: '20.0000000',
  dayCapUsdc: '200.0000000',
  monthCapUsdc: '2000.0000000',
  maxSlippageBps: 125,
  cooldownMinutes: 60,
  approvalAboveUsdc: null,
};

it('a policy is typed and read without a change', () => {
  const typed = typedPolicy(policy);
  expect([typed.belowTft, typed.levelDropHours, typed.targetTft, typed.maxSlippageBps]).toEqual([
    '1000',
    '',
    '5000.5',
    '1.25',
  ]);
  expect(policyProblems(typed)).toEqual({});
  expect(typedPolicy(readPolicy(typed))).toEqual(typed);
  expect(readPolicy(typed)).toMatchObject({ maxSlippageBps: 125, levelDropHours: null, belowTft: '1000' });
});

it('what cannot be read is named, field by field', () => {
  const typed = {
    ...typedPolicy(policy),
    belowTft: 'x',
    runwayHours: '1.5',
    targetTft: '',
    maxSlippageBps: '50',
    cooldownMinutes: '',
  };
  expect(Object.keys(policyProblems(typed)).sort()).toEqual([
    'belowTft',
    'cooldownMinutes',
    'maxSlippageBps',
    'runwayHours',
    'targetTft',
  ]);
  expect(policyProblems({ ...typedPolicy(policy), belowTft: '', approvalAboveUsdc: ' ' })).toEqual({});
});
