import { z } from '@hono/zod-openapi';
import { Money, TftAmount } from './money.ts';
import { problems } from './problem.ts';
import { csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route } from './route.ts';
import { stakingLevelNames } from './settings.ts';

export const discountLevels = ['none', ...stakingLevelNames] as const;
const Level = z.enum(discountLevels);
export type DiscountLevelName = z.infer<typeof Level>;

/** How long the operator's twin pays what runs. */
export const FloatRunway = z
  .object({
    hours: z.number().int().nullable().openapi({ description: 'Whole hours; null when nothing runs.' }),
    burnPerHourTft: TftAmount,
    nextDrop: z
      .object({ afterHours: z.number().int(), from: Level, to: Level, extraPerHourTft: TftAmount })
      .nullable()
      .openapi({ description: 'The first contract that will lose its level as the balance falls.' }),
  })
  .openapi('FloatRunway');
export type FloatRunway = z.infer<typeof FloatRunway>;

export const StakingSummary = z
  .object({
    asOf: Instant.openapi({ description: 'When the balances were read from the chain.' }),
    twinId: z.number().int().nullable(),
    usableTft: TftAmount.openapi({ description: 'Pays the contracts.' }),
    stashTft: TftAmount.openapi({ description: 'Counts for the level and never pays.' }),
    stashAddress: z.string().nullable(),
    tftPriceUsd: z.string(),
    priceAt: Instant,
    levels: z.array(
      z.object({
        level: z.enum(stakingLevelNames),
        months: z.number(),
        percent: z.number().int(),
        contracts: z.number().int().openapi({ description: 'How many have it now.' }),
      }),
    ),
    withoutLevel: z.number().int(),
    levelsAreOwn: z.boolean().openapi({ description: 'The operator has set others than the ones that we know of.' }),
    source: z.string().openapi({ description: "Where the chain's code says so." }),
    contracts: z.number().int(),
    listMonthlyTft: TftAmount,
    monthlyTft: TftAmount,
    savingMonthlyTft: TftAmount,
    savingMonthly: Money,
    stashSavingMonthlyTft: TftAmount.openapi({ description: 'What of the saving would be lost without the stash.' }),
    next: z
      .object({
        level: z.enum(stakingLevelNames),
        contracts: z.number().int(),
        missingTft: TftAmount,
        savingMonthlyTft: TftAmount,
      })
      .nullable()
      .openapi({ description: 'The least amount that lifts the next contracts, and what that saves.' }),
    passedOnPercent: z.number().openapi({ description: 'Of the discount, in the prices of new orders.' }),
    discountSharePercent: z.number().openapi({ description: 'Of the discount that is kept, for providers.' }),
    runway: FloatRunway,
  })
  .openapi('StakingSummary');
export type StakingSummary = z.infer<typeof StakingSummary>;

export const StakingContract = z
  .object({
    deploymentId: z.uuid(),
    name: z.string(),
    contractId: z.number().int().nullable(),
    nodeId: z.number().int(),
    certified: z.boolean(),
    level: Level,
    monthsHeld: z
      .number()
      .nullable()
      .openapi({ description: 'Of its own cost at list price, rounded down, 2 decimals.' }),
    listMonthlyTft: TftAmount,
    monthlyTft: TftAmount,
    savingMonthlyTft: TftAmount,
    stashSavingMonthlyTft: TftAmount,
    next: z.object({ level: Level, missingTft: TftAmount, savingMonthlyTft: TftAmount }).nullable(),
    passedOnMonthly: Money.openapi({ description: 'In its accepted price.' }),
    lastBill: z
      .object({ level: z.string(), tft: TftAmount, at: Instant })
      .nullable()
      .openapi({ description: 'What the chain itself said last.' }),
  })
  .openapi('StakingContract');
export type StakingContract = z.infer<typeof StakingContract>;

export const FloatAlerts = z
  .object({
    asOf: Instant,
    usableTft: TftAmount,
    runway: FloatRunway,
    lowBalanceTft: TftAmount,
    warnHours: z.array(z.number().int()),
    passed: z
      .array(z.object({ kind: z.enum(['low_balance', 'runway']), bound: z.string(), at: Instant }))
      .openapi({ description: 'Told since the last recovery; `bound` is TFT or hours.' }),
    ordersRefused: z.boolean().openapi({ description: 'New orders wait now; what runs goes on.' }),
    ordersFromHours: z.number().int().openapi({ description: 'Runway below which new orders are refused.' }),
    payment: z
      .object({ link: z.string(), tft: TftAmount, bridgeAddress: z.string(), memo: z.string() })
      .nullable()
      .openapi({ description: 'For the wallet app TF Connect; null while the operator has no twin.' }),
  })
  .openapi('FloatAlerts');
export type FloatAlerts = z.infer<typeof FloatAlerts>;

export const floatRoutes = {
  getStaking: route('getStaking', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'The staking discount: levels, saving, what is missing',
    description: 'Each contract is measured alone against twin and stash together, by the chain’s own rule.',
    responses: { 200: json('The discount as it stands.', StakingSummary), ...problems(401, 403, 503) },
  }),
  listStakingContracts: route('listStakingContracts', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'The staking discount of each contract, newest first',
    request: { query: z.strictObject({ ...pageQuery, ...csvFormat }) },
    responses: { 200: jsonOrCsv('One page.', page(StakingContract)), ...problems(400, 401, 403, 503) },
  }),
  getFloatAlerts: route('getFloatAlerts', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'What operators are told of, and a payment that helps',
    responses: { 200: json('How it stands.', FloatAlerts), ...problems(401, 403, 503) },
  }),
};
