import { z } from '@hono/zod-openapi';
import { AllianceVote } from './alliance-votes.ts';
import { Money } from './money.ts';
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

const memberId = z.uuid();
const percent = z
  .number()
  .min(0, 'must be at least 0')
  .max(100, 'must be at most 100')
  .refine((value) => Number((value * 100).toFixed(6)) % 1 === 0, 'must have at most 2 decimals');

/** How what an hour earned is divided, after a fee if there is one. */
const fixedWeights = z.strictObject({
  kind: z.literal('fixed_weights'),
  weights: z.array(z.strictObject({ memberId, percent })).min(1).max(50),
});
const byContribution = z.strictObject({ kind: z.literal('by_contribution') });
const byPerformance = z.strictObject({ kind: z.literal('by_performance') });

export const AllianceFormula = z
  .discriminatedUnion('kind', [
    fixedWeights,
    byContribution,
    byPerformance,
    z.strictObject({
      kind: z.literal('fixed_fee_first'),
      fee: z.strictObject({ memberId, monthly: Money }).openapi({
        description: 'Each hour bears its part of the month. What an hour does not earn is not made up later.',
      }),
      remainder: z.discriminatedUnion('kind', [fixedWeights, byContribution, byPerformance]),
    }),
  ])
  .openapi('AllianceFormula', {
    description:
      '`fixed_weights`: percent that sum to 100. `by_contribution`: compute and storage units of the nodes that each member gives, hour by hour. `by_performance`: the same, each node’s times its uptime of the day.',
  });
export type AllianceFormula = z.infer<typeof AllianceFormula>;

export const agreementStates = [
  'proposed',
  'scheduled',
  'in_force',
  'superseded',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;

const Day = z
  .string()
  .refine((day) => z.iso.date().safeParse(day).success, 'must be a day such as "2026-11-25"')
  .openapi({ example: '2026-11-25' });

export const AllianceAgreement = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    formula: AllianceFormula,
    effectiveOn: Day.openapi({ description: 'UTC day from which use is divided by it.' }),
    comment: z.string().nullable(),
    state: z.enum(agreementStates).openapi({
      description:
        '`scheduled` and `in_force` were agreed; `lapsed`: its day began before everybody needed had answered. Only `proposed` can still change.',
    }),
    proposedBy: z.string(),
    proposedByYou: z.boolean(),
    proposedAt: Instant,
    decidedAt: Instant.nullable(),
    consent: AllianceVote.openapi({ description: 'Who agreed; answered with `castBallot`.' }),
  })
  .openapi('AllianceAgreement');
export type AllianceAgreement = z.infer<typeof AllianceAgreement>;

export const NewAllianceAgreement = z
  .strictObject({
    formula: AllianceFormula,
    effectiveOn: Day,
    comment: z.string().trim().min(1, 'must not be empty').max(500).optional(),
  })
  .openapi('NewAllianceAgreement');
export type NewAllianceAgreement = z.input<typeof NewAllianceAgreement>;

export const FormulaSimulation = z
  .object({
    from: Instant,
    to: Instant,
    hours: z.number().int().openapi({ description: 'Hours in which nodes of the alliance earned something.' }),
    total: Money,
    members: z.array(
      z.object({
        memberId,
        name: z.string(),
        got: Money.openapi({ description: 'By the versions in force then.' }),
        would: Money.openapi({ description: 'By this formula.' }),
      }),
    ),
  })
  .openapi('FormulaSimulation');
export type FormulaSimulation = z.infer<typeof FormulaSimulation>;

const AgreementParam = IdParam.extend({
  agreementId: z.uuid().openapi({ param: { name: 'agreementId', in: 'path' } }),
});
const tag = 'Alliances';

export const allianceAgreementRoutes = {
  listAllianceAgreements: route('listAllianceAgreements', {
    tag,
    access: 'signed-in',
    summary: 'Versions of the agreement with their consents, newest first',
    description: 'For members; others get 404.',
    request: { params: IdParam, query: z.strictObject({ ...pageQuery, ...csvFormat }) },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all.', page(AllianceAgreement)),
      ...problems(400, 401, 404),
    },
  }),
  proposeAllianceAgreement: route('proposeAllianceAgreement', {
    tag,
    access: 'provider-or-operator',
    summary: 'Propose how earnings are divided from a day on',
    description:
      'Whoever proposes consents with it. The other members answer by the rule of the alliance before the day begins; what was earned before stays as it is. `Idempotency-Key` is required.',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(NewAllianceAgreement) },
    responses: { 201: json('The proposal.', AllianceAgreement), ...problems(400, 401, 403, 404, 409) },
  }),
  simulateAllianceFormula: route('simulateAllianceFormula', {
    tag,
    access: 'provider-or-operator',
    summary: 'What a formula would have given, beside what was given',
    description: 'Over the closed days of the last 30, by the nodes and members of each hour. Changes nothing.',
    request: { params: IdParam, body: body(z.strictObject({ formula: AllianceFormula })) },
    responses: { 200: json('Per member.', FormulaSimulation), ...problems(400, 401, 403, 404) },
  }),
  withdrawAllianceAgreement: route('withdrawAllianceAgreement', {
    tag,
    access: 'provider-or-operator',
    summary: 'Take an own proposal back',
    description: 'While it is not decided. Repeating it changes nothing.',
    request: { params: AgreementParam },
    responses: { 200: json('The agreement.', AllianceAgreement), ...problems(401, 403, 404, 409) },
  }),
};
