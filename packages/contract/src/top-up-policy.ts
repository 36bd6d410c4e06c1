import { z } from '@hono/zod-openapi';
import { FloatRunway } from './float.ts';
import { TftAmount } from './money.ts';
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
import { Author } from './settings.ts';

const Usdc = TftAmount.openapi({ description: 'Decimal USDC, 7 decimals.', example: '200.0000000' });
const hours = z.number().int().min(1).max(8760);

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

export const topUpPolicyRoutes = {
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
