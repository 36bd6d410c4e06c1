import { z } from '@hono/zod-openapi';
import { Governance, noticeDays, purpose, slaPercent, votingWeight } from './alliances.ts';
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

export const VoteState = z.enum(['open', 'passed', 'rejected', 'expired', 'void']).openapi('VoteState', {
  description: '`expired`: not enough answers in time. `void`: there was nothing left to decide.',
});

export const AllianceSettingsChange = z
  .strictObject({
    purpose: purpose.optional(),
    slaPercent: slaPercent.optional(),
    governance: Governance.optional(),
    noticeDays: noticeDays.optional(),
    weights: z
      .array(z.strictObject({ memberId: z.uuid(), weight: votingWeight }))
      .min(1)
      .max(50)
      .optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something')
  .openapi('AllianceSettingsChange');
export type AllianceSettingsChange = z.infer<typeof AllianceSettingsChange>;

export const AllianceVote = z
  .object({
    id: z.uuid(),
    kind: z.enum(['join', 'expel', 'dissolve', 'agreement', 'settings']),
    memberId: z.uuid().nullable(),
    memberName: z.string().nullable(),
    agreementId: z.uuid().nullable(),
    change: AllianceSettingsChange.nullable(),
    reason: z.string().nullable(),
    governance: Governance.openapi({ description: 'The rule that held when it was opened.' }),
    openedBy: z.string(),
    state: VoteState,
    openedAt: Instant,
    closesAt: Instant,
    decidedAt: Instant.nullable(),
    weights: z
      .object({ total: z.number().int(), yes: z.number().int(), no: z.number().int() })
      .openapi({ description: 'Weight of all who may vote, or might, and of those who answered.' }),
    ballots: z.array(
      z.object({
        memberId: z.uuid(),
        name: z.string(),
        choice: z.enum(['yes', 'no']),
        weight: z.number().int(),
        castAt: Instant,
      }),
    ),
    yourChoice: z.enum(['yes', 'no']).nullable(),
    youMayVote: z.boolean(),
  })
  .openapi('AllianceVote');
export type AllianceVote = z.infer<typeof AllianceVote>;

const reason = z.string().trim().min(1, 'must not be empty').max(500);

/** Wishes to join and agreements open their votes themselves. */
export const NewVote = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('expel'), memberId: z.uuid(), reason }),
    z.strictObject({ kind: z.literal('dissolve'), reason }),
    z.strictObject({ kind: z.literal('settings'), change: AllianceSettingsChange, reason: reason.optional() }),
  ])
  .openapi('NewVote');
export type NewVote = z.input<typeof NewVote>;

export const allianceVoteQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  state: z.enum(['open', 'closed', 'all']).default('all'),
});

const VoteParam = IdParam.extend({ voteId: z.uuid().openapi({ param: { name: 'voteId', in: 'path' } }) });
const tag = 'Alliances';

export const allianceVoteRoutes = {
  listAllianceVotes: route('listAllianceVotes', {
    tag,
    access: 'signed-in',
    summary: 'Votes of an alliance with their ballots, newest first',
    description: 'For members; others get 404.',
    request: { params: IdParam, query: allianceVoteQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all.', page(AllianceVote)),
      ...problems(400, 401, 404),
    },
  }),
  openAllianceVote: route('openAllianceVote', {
    tag,
    access: 'provider-or-operator',
    summary: 'Ask the members: expel a member, dissolve, or change settings',
    description: 'Whoever asks votes yes with it. Answers are open for 14 days.',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(NewVote) },
    responses: { 201: json('The vote.', AllianceVote), ...problems(400, 401, 403, 404, 409) },
  }),
  castBallot: route('castBallot', {
    tag,
    access: 'provider-or-operator',
    summary: 'Answer a vote',
    description: 'May be changed while the vote is open. What passes is done at once.',
    request: { params: VoteParam, body: body(z.strictObject({ choice: z.enum(['yes', 'no']) })) },
    responses: { 200: json('The vote.', AllianceVote), ...problems(400, 401, 403, 404, 409) },
  }),
};
