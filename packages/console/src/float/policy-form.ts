import type { TopUpPolicy } from '@marketplace/contract';
import { readAmount, typedAmount } from './read-amount.ts';

/** The policy as it is typed; an empty field of a trigger or of the approval means never. */
export type TypedPolicy = { [Field in keyof TopUpPolicy]: string };

export const typedPolicy = (policy: TopUpPolicy): TypedPolicy => ({
  mode: policy.mode,
  belowTft: policy.belowTft === null ? '' : typedAmount(policy.belowTft),
  runwayHours: policy.runwayHours === null ? '' : String(policy.runwayHours),
  levelDropHours: policy.levelDropHours === null ? '' : String(policy.levelDropHours),
  targetTft: typedAmount(policy.targetTft),
  minimumUsdc: typedAmount(policy.minimumUsdc),
  dayCapUsdc: typedAmount(policy.dayCapUsdc),
  monthCapUsdc: typedAmount(policy.monthCapUsdc),
  maxSlippageBps: String(policy.maxSlippageBps / 100),
  cooldownMinutes: String(policy.cooldownMinutes),
  approvalAboveUsdc: policy.approvalAboveUsdc === null ? '' : typedAmount(policy.approvalAboveUsdc),
});

const amounts = ['targetTft', 'minimumUsdc', 'dayCapUsdc', 'monthCapUsdc'] as const;
const optionalAmounts = ['belowTft', 'approvalAboveUsdc'] as const;
const optionalHours = ['runwayHours', 'levelDropHours'] as const;

/** What is not readable, by field; empty when the policy can be sent. */
export function policyProblems(typed: TypedPolicy): Partial<TypedPolicy> {
  const problems: Partial<TypedPolicy> = {};
  for (const field of amounts) if (readAmount(typed[field]) === undefined) problems[field] = 'Enter an amount.';
  for (const field of optionalAmounts)
    if (typed[field].trim() !== '' && readAmount(typed[field]) === undefined)
      problems[field] = 'Enter an amount, or leave it empty.';
  for (const field of optionalHours)
    if (!/^\d{0,4}$/.test(typed[field].trim())) problems[field] = 'Enter whole hours, or leave it empty.';
  if (!/^\d([.,]\d{1,2})?$/.test(typed.maxSlippageBps.trim())) problems.maxSlippageBps = 'Enter a percentage up to 5.';
  if (!/^\d{1,5}$/.test(typed.cooldownMinutes.trim())) problems.cooldownMinutes = 'Enter whole minutes.';
  return problems;
}

/** Of a typed policy without problems. */
export function readPolicy(typed: TypedPolicy): TopUpPolicy {
  const amount = (text: string) => readAmount(text) ?? '0';
  const orNever = <T>(text: string, read: (text: string) => T): T | null => (text.trim() === '' ? null : read(text));
  return {
    mode: typed.mode as TopUpPolicy['mode'],
    belowTft: orNever(typed.belowTft, amount),
    runwayHours: orNever(typed.runwayHours, Number),
    levelDropHours: orNever(typed.levelDropHours, Number),
    targetTft: amount(typed.targetTft),
    minimumUsdc: amount(typed.minimumUsdc),
    dayCapUsdc: amount(typed.dayCapUsdc),
    monthCapUsdc: amount(typed.monthCapUsdc),
    maxSlippageBps: Math.round(Number(typed.maxSlippageBps.trim().replace(',', '.')) * 100),
    cooldownMinutes: Number(typed.cooldownMinutes),
    approvalAboveUsdc: orNever(typed.approvalAboveUsdc, amount),
  };
}
