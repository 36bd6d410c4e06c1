import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, json, route } from './route.ts';

export const capActions = ['notify', 'block_new', 'stop'] as const;
export type CapAction = (typeof capActions)[number];

/** A limit in whole cents, more than nothing. */
const Limit = Money.refine(
  ({ amount }) => /^(?=.*[1-9])\d{1,7}(\.\d{1,2}0*)?$/.test(amount),
  'must be whole cents, from 0.01 to 9999999.99 USD',
);

export const DeploymentCap = z
  .strictObject({
    monthly: Limit.openapi({ description: 'Of what is charged in a UTC month.' }),
    action: z.enum(['notify', 'stop']).openapi({ description: 'What happens when it is reached; both also tell.' }),
  })
  .openapi('DeploymentCap');
export type DeploymentCap = z.infer<typeof DeploymentCap>;

export const AccountCap = z
  .strictObject({
    monthly: Limit,
    action: z.enum(capActions).openapi({
      description: 'When it is reached: tell, also refuse orders, or also stop everything until the month ends.',
    }),
  })
  .openapi('AccountCap');
export type AccountCap = z.infer<typeof AccountCap>;

export const SpendingCaps = z
  .object({
    month: z.string().openapi({ description: 'The present UTC month.', example: '2026-11' }),
    spent: Money.openapi({ description: 'Charged for hours of this month, over all deployments.' }),
    account: AccountCap.nullable(),
    deployments: z.array(z.object({ deploymentId: z.uuid(), name: z.string(), spent: Money, cap: DeploymentCap })),
  })
  .openapi('SpendingCaps');
export type SpendingCaps = z.infer<typeof SpendingCaps>;

export const SpendingCapsChange = z.strictObject({ account: AccountCap.nullable() }).openapi('SpendingCapsChange');

export const spendingRoutes = {
  getSpendingCaps: route('getSpendingCaps', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Limits of what may be charged in a month, and what has been',
    responses: { 200: json('The limits.', SpendingCaps), ...problems(401) },
  }),
  updateSpendingCaps: route('updateSpendingCaps', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Set or remove the limit of the account',
    description: 'Takes effect at once: what a lower limit stops is stopped, what a higher one allows starts again.',
    request: { body: body(SpendingCapsChange) },
    responses: { 200: json('The limits.', SpendingCaps), ...problems(400, 401) },
  }),
};
