import { z } from '@hono/zod-openapi';
import { Money, TftAmount } from './money.ts';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  page,
  pageQuery,
  route,
} from './route.ts';
import { Author, stakingLevelNames } from './settings.ts';

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

const Usdc = TftAmount.openapi({ description: 'Decimal USDC, 7 decimals.', example: '200.0000000' });
const hours = z.number().int().min(1).max(8760);

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

export const topUpModes = ['off', 'dry_run', 'live'] as const;
export const topUpTriggers = ['below', 'runway', 'level_drop'] as const;

export const TopUpPolicy = z
  .strictObject({
    mode: z.enum(topUpModes).openapi({ description: '`dry_run` writes down what it would do.' }),
    belowTft: TftAmount.nullable().openapi({ description: 'Acts below it; null for never.' }),
    runwayHours: hours.nullable().openapi({ description: 'Acts when the runway is shorter.' }),
    levelDropHours: hours.nullable().openapi({ description: 'Acts when a contract would lose its level within.' }),
    targetTft: TftAmount.openapi({ description: 'Usable TFT that it brings the twin to.' }),
    minimumUsdc: Usdc,
    dayCapUsdc: Usdc.openapi({ description: 'Most within any 24 hours.' }),
    monthCapUsdc: Usdc.openapi({ description: 'Most within any 30 days.' }),
    maxSlippageBps: z.number().int().min(1).max(500).openapi({ description: 'Hundredths of a percent.' }),
    cooldownMinutes: z.number().int().min(0).max(43_200),
    approvalAboveUsdc: Usdc.nullable().openapi({ description: 'A person must agree above it; null for never.' }),
  })
  .openapi('TopUpPolicy');
export type TopUpPolicy = z.infer<typeof TopUpPolicy>;

export const topUpActions = [
  'none',
  'pause',
  'wait',
  'dry_run',
  'ask',
  'start',
  'approved',
  'declined',
  'withdrawn',
] as const;

const decided = {
  action: z.enum(topUpActions),
  reason: z.string().openapi({ description: 'A trigger, or what it waits for.' }),
  trigger: z.enum(topUpTriggers).nullable(),
  spendUsdc: Usdc.nullable(),
  expectedTft: TftAmount.nullable(),
};

export const TopUpDecision = z
  .object({
    id: z.uuid(),
    ...decided,
    policyVersion: z.number().int(),
    usableTft: TftAmount,
    runwayHours: z.number().int().nullable(),
    tftPriceUsd: z.string(),
    firstAt: Instant,
    lastAt: Instant,
    times: z.number().int().openapi({ description: 'Looks that came to the same.' }),
    expiresAt: Instant.nullable(),
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
    note: z.string().nullable(),
    transferId: z.uuid().nullable(),
    transferStatus: z.string().nullable(),
  })
  .openapi('TopUpDecision');
export type TopUpDecision = z.infer<typeof TopUpDecision>;

export const TopUpPolicyDocument = z
  .object({
    version: z.number().int().openapi({ description: 'Grows with each change; 0 while nobody has set one.' }),
    policy: TopUpPolicy,
    changedAt: Instant.nullable(),
    changedBy: Author.nullable(),
    pausedAt: Instant.nullable(),
    failures: z.number().int().openapi({ description: 'In a row; it pauses after three.' }),
    spentDayUsdc: Usdc,
    spentMonthUsdc: Usdc,
    walletUsdc: Usdc.nullable().openapi({ description: 'What it could spend; null while the wallet is not ready.' }),
    usableTft: TftAmount.nullable(),
    runway: FloatRunway.nullable(),
    next: z.object(decided).nullable().openapi({ description: 'What it would do now; null until the chain was read.' }),
    restsUntil: Instant.nullable(),
    question: TopUpDecision.nullable().openapi({ description: 'Waits for an answer.' }),
  })
  .openapi('TopUpPolicyDocument');
export type TopUpPolicyDocument = z.infer<typeof TopUpPolicyDocument>;

export const TopUpPolicyChange = z
  .strictObject({ version: z.number().int().min(0), policy: TopUpPolicy })
  .openapi('TopUpPolicyChange');

export const TopUpSimulation = z
  .object({
    from: Instant.nullable(),
    to: Instant.nullable(),
    hours: z.number().int().openapi({ description: 'Hours that were recorded of the last 30 days.' }),
    topUps: z.array(
      z.object({
        at: Instant,
        trigger: z.enum(topUpTriggers),
        spendUsdc: Usdc,
        receivedTft: TftAmount,
        usableTft: TftAmount,
        asked: z.boolean(),
      }),
    ),
    spentUsdc: Usdc,
    receivedTft: TftAmount,
    lowestTft: TftAmount,
    recordedLowestTft: TftAmount,
    shortHours: z.number().int().openapi({ description: 'Hours that could not have been paid in full.' }),
    waits: z
      .record(z.string(), z.number().int())
      .openapi({ description: 'Hours that it would have waited, by reason.' }),
  })
  .openapi('TopUpSimulation');
export type TopUpSimulation = z.infer<typeof TopUpSimulation>;

const Decline = z.strictObject({ note: z.string().trim().min(1, 'must not be empty').max(500).optional() });

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
  getTopUpPolicy: route('getTopUpPolicy', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'The policy that buys TFT, what it does next or why it waits',
    responses: { 200: json('The policy and how it stands.', TopUpPolicyDocument), ...problems(401, 403) },
  }),
  updateTopUpPolicy: route('updateTopUpPolicy', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'Replace the policy',
    description:
      'A policy that somebody else has changed since it was read answers 409 `settings_changed`. A question that waits for an answer is taken back.',
    request: { body: body(TopUpPolicyChange) },
    responses: { 200: json('The policy.', TopUpPolicyDocument), ...problems(400, 401, 403, 409) },
  }),
  simulateTopUpPolicy: route('simulateTopUpPolicy', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'What a policy would have done in the last 30 days',
    description: 'From what was recorded each hour. It had USDC without end, and nothing failed.',
    request: { body: body(TopUpPolicy) },
    responses: { 200: json('What it would have done.', TopUpSimulation), ...problems(400, 401, 403) },
  }),
  resumeTopUpPolicy: route('resumeTopUpPolicy', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'Let a paused policy go on',
    responses: { 200: json('The policy.', TopUpPolicyDocument), ...problems(401, 403, 409) },
  }),
  listTopUpDecisions: route('listTopUpDecisions', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'What the policy decided and why, newest first',
    request: { query: z.strictObject({ ...pageQuery, ...csvFormat }) },
    responses: { 200: jsonOrCsv('One page.', page(TopUpDecision)), ...problems(400, 401, 403) },
  }),
  approveTopUp: route('approveTopUp', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'Agree to a top-up that the policy asks for',
    description:
      'Begins the transfer, with the amount that was asked for or less if less is needed by now. `Idempotency-Key` is required.',
    request: { params: IdParam, headers: IdempotencyHeader },
    responses: { 201: json('The decision, with its transfer.', TopUpDecision), ...problems(400, 401, 403, 404, 409) },
  }),
  declineTopUp: route('declineTopUp', {
    tag: 'Treasury',
    access: 'cloud-operator',
    summary: 'Say no to a top-up that the policy asks for',
    description: 'The policy then rests as after an attempt.',
    request: { params: IdParam, body: body(Decline) },
    responses: { 200: json('The decision.', TopUpDecision), ...problems(400, 401, 403, 404, 409) },
  }),
};
