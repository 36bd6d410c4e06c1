import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, Instant, json, route } from './route.ts';

const setting = {
  enabled: z.boolean(),
  threshold: Money.openapi({ description: 'Charged when the available balance is below this.' }),
  amount: Money.openapi({ description: 'Added each time: whole cents, within the limits of a top-up.' }),
  monthlyCap: Money.openapi({ description: 'Most that is charged automatically in a UTC month.' }),
  paymentMethodId: z.uuid().nullable().openapi({ description: 'One of your saved cards; null for the default one.' }),
};

/** What an automatic top-up does next, or why it does nothing. */
export const rechargeStandings = [
  'off',
  'watching',
  'due',
  'charging',
  'backing_off',
  'paused',
  'blocked',
  'no_card',
  'month_limit',
] as const;
export type RechargeStanding = (typeof rechargeStandings)[number];

export const AutoRecharge = z
  .object({
    ...setting,
    standing: z.enum(rechargeStandings),
    card: z
      .object({ id: z.uuid(), brand: z.string(), last4: z.string() })
      .nullable()
      .openapi({ description: 'The card that is charged now.' }),
    retryAt: Instant.nullable(),
    pausedReason: z.enum(['declined', 'authentication_required']).nullable(),
    blockedReason: z.string().nullable(),
    topUpId: z.uuid().nullable().openapi({
      description: 'The payment on its way, or the one that waits for its owner to confirm it.',
    }),
    failureCode: z.string().nullable().openapi({ description: "Stripe's decline code of the last payment." }),
    chargedThisMonth: Money.openapi({ description: 'Made and on their way, in this UTC month.' }),
    leftThisMonth: Money,
    last: z.object({ topUpId: z.uuid(), amount: Money, at: Instant }).nullable(),
  })
  .openapi('AutoRecharge');
export type AutoRecharge = z.infer<typeof AutoRecharge>;

export const AutoRechargeChange = z.strictObject(setting).openapi('AutoRechargeChange');
export type AutoRechargeChange = z.infer<typeof AutoRechargeChange>;

export const autoRechargeRoutes = {
  getAutoRecharge: route('getAutoRecharge', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'The automatic top-up: what it does next, or why it is paused',
    responses: { 200: json('The setting and how it stands.', AutoRecharge), ...problems(401) },
  }),
  updateAutoRecharge: route('updateAutoRecharge', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Set the automatic top-up',
    description:
      'Off until it is switched on. Saving it forgets declines: a paused one goes on. Off means off, also for a payment that was about to be made.',
    request: { body: body(AutoRechargeChange) },
    responses: { 200: json('The setting and how it stands.', AutoRecharge), ...problems(400, 401) },
  }),
};
