import { z } from '@hono/zod-openapi';
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
  sortBy,
} from './route.ts';

/** Decimal TFT with 7 decimals: the chain's own unit. */
const Tft = z.string().openapi({ description: 'Decimal TFT, 7 decimals.', example: '833.3333333' });
const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as "2026-11"')
  .openapi({ example: '2026-11' });

/** The farmer's part of the bills that the chain made; paid to the farm's own account by the chain, never by us. */
export const ChainEarnings = z
  .object({
    tft: Tft,
    usd: Money.openapi({ description: "At the chain's price of each bill." }),
    paidOutTft: Tft.openapi({ description: 'What of it the chain has paid; it does so about once a day.' }),
  })
  .openapi('ChainEarnings');
export type ChainEarnings = z.infer<typeof ChainEarnings>;

export const NodeEarnings = z
  .object({
    nodeId: z.number().int(),
    place: z.object({ city: z.string(), country: z.string() }).nullable(),
    marketplace: Money.openapi({ description: 'Paid by this marketplace: the share of the markup.' }),
    chain: ChainEarnings,
    machineHours: z.number().openapi({ description: 'Hours of machines charged on the node, 2 decimals.' }),
  })
  .openapi('NodeEarnings');
export type NodeEarnings = z.infer<typeof NodeEarnings>;

export const Earnings = z
  .object({
    asOf: Instant,
    month: Month,
    items: z.array(NodeEarnings),
    nextCursor: z.string().nullable(),
    today: Money.openapi({ description: 'Of the hours of this UTC day that are charged.' }),
    monthTotal: Money,
    pending: Money.openapi({ description: 'Of days that are not closed: they close an hour after their end.' }),
    held: Money,
    payable: Money,
    inTransit: Money.openapi({ description: 'Asked for and on its way.' }),
    paid: Money,
    nextPayable: z.object({ amount: Money, at: Instant }).nullable(),
    sharePercent: z.number().openapi({ description: 'Of the markup, for new orders where nothing else was agreed.' }),
    holdDays: z.number().int(),
    payoutMinimum: Money,
    chainTotal: ChainEarnings,
    chainSharing: z
      .object({
        state: z.enum(['shares', 'runtime_too_old', 'not_read']),
        specVersion: z.number().int().nullable(),
        fromSpecVersion: z.number().int(),
        gaps: z
          .array(z.object({ from: Instant, until: Instant }))
          .openapi({ description: 'Times whose bills no node could tell any more.' }),
      })
      .openapi({ description: 'Whether the chain gives farmers a part of its bills; older runtimes do not.' }),
    months: z.array(z.object({ month: Month, marketplace: Money, chainTft: Tft, chainUsd: Money })),
  })
  .openapi('Earnings');
export type Earnings = z.infer<typeof Earnings>;

export const ProviderStatementLine = z
  .object({
    id: z.string(),
    kind: z.string(),
    amount: Money.openapi({ description: 'Signed: earned is positive, paid out is negative.' }),
    owedAfter: Money,
    occurredAt: Instant,
    recordedAt: Instant,
    description: z.string(),
    nodeId: z.number().int().optional(),
    day: z.string().optional(),
    allianceId: z.uuid().optional().openapi({ description: 'Divided by the members of this alliance.' }),
    payoutId: z.uuid().optional(),
  })
  .openapi('ProviderStatementLine');
export type ProviderStatementLine = z.infer<typeof ProviderStatementLine>;

/** What is owed at the beginning, every line, what is owed at the end; opening + lines = closing. */
export const ProviderStatement = z
  .object({
    month: Month,
    items: z.array(ProviderStatementLine),
    nextCursor: z.string().nullable(),
    opening: Money,
    closing: Money,
  })
  .openapi('ProviderStatement');
export type ProviderStatement = z.infer<typeof ProviderStatement>;

export const PayoutAddress = z
  .object({
    address: z.string().nullable(),
    changedAt: Instant.nullable(),
    connectedAddress: z.string().nullable().openapi({ description: 'Of the chain account that you have connected.' }),
  })
  .openapi('PayoutAddress');
export type PayoutAddress = z.infer<typeof PayoutAddress>;

export const NewPayoutAddress = z
  .strictObject({ address: z.string().trim().min(1, 'must not be empty').max(100) })
  .openapi('NewPayoutAddress');

export const payoutStatuses = ['pending', 'sending', 'unclear', 'paid', 'returned'] as const;

export const Payout = z
  .object({
    id: z.uuid(),
    status: z.enum(payoutStatuses),
    amount: Money,
    address: z.string(),
    reason: z.string().nullable().openapi({ description: 'Why it was returned, or is unclear.' }),
    tft: Tft.nullable(),
    tftPriceUsd: z.string().nullable().openapi({ description: 'Dollars per TFT.' }),
    priceAt: Instant.nullable(),
    block: z.number().int().nullable(),
    extrinsicHash: z.string().nullable(),
    requestedAt: Instant,
    settledAt: Instant.nullable(),
  })
  .openapi('Payout');
export type Payout = z.infer<typeof Payout>;

export const NewPayout = z.strictObject({ amount: Money }).openapi('NewPayout');

export const OperatorPayout = Payout.extend({
  provider: z.object({ id: z.uuid(), email: z.string() }),
  runId: z.uuid().nullable(),
  feeTft: Tft.nullable(),
}).openapi('OperatorPayout');
export type OperatorPayout = z.infer<typeof OperatorPayout>;

export const PayoutSummary = z
  .object({
    pending: z.object({ count: z.number().int(), amount: Money, tft: Tft.nullable() }),
    sending: z.number().int(),
    unclear: z.number().int(),
    paid: Money,
    tftPriceUsd: z.string().nullable(),
    priceAt: Instant.nullable(),
    usableTft: Tft.nullable(),
    unclaimed: z
      .object({ amount: Money, farms: z.number().int() })
      .openapi({ description: 'Shares of nodes that nobody listed; they stay on the accounts of their farms.' }),
  })
  .openapi('PayoutSummary');

export const OperatorPayoutPage = page(OperatorPayout).extend({ summary: PayoutSummary }).openapi('OperatorPayoutPage');
export type OperatorPayoutPage = z.infer<typeof OperatorPayoutPage>;

export const PayoutRun = z
  .object({
    id: z.uuid(),
    startedAt: Instant,
    tftPriceUsd: z.string(),
    priceAt: Instant,
    payouts: z.number().int(),
    byStatus: z.record(z.string(), z.number().int()),
    amount: Money,
    tft: Tft,
    feeTft: Tft,
    finished: z.boolean().openapi({ description: 'Every payout is paid or returned.' }),
  })
  .openapi('PayoutRun');
export type PayoutRun = z.infer<typeof PayoutRun>;

export const PayoutResolution = z
  .strictObject({
    outcome: z.enum(['paid', 'returned']),
    reason: z.string().trim().min(1, 'must not be empty').max(500),
  })
  .openapi('PayoutResolution');

const statuses = z.enum(payoutStatuses).optional();

export const payoutRoutes = {
  listEarnings: route('listEarnings', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Earnings per node of a month',
    description: 'In two lines that are never mixed: paid by this marketplace, and paid by the chain.',
    request: {
      query: z.strictObject({
        ...pageQuery,
        ...csvFormat,
        month: Month.optional(),
        sort: sortBy(['node', 'marketplace', 'chain', 'hours'], 'node'),
      }),
    },
    responses: { 200: jsonOrCsv('One page of nodes, with the sums.', Earnings), ...problems(400, 401, 403) },
  }),
  getProviderStatement: route('getProviderStatement', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Statement of a month: owed before, lines, owed after',
    request: { query: z.strictObject({ ...pageQuery, ...csvFormat, month: Month.optional() }) },
    responses: { 200: jsonOrCsv('One page, newest first.', ProviderStatement), ...problems(400, 401, 403) },
  }),
  getPayoutAddress: route('getPayoutAddress', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Where payouts go',
    responses: { 200: json('The address.', PayoutAddress), ...problems(401, 403) },
  }),
  setPayoutAddress: route('setPayoutAddress', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Change where payouts go',
    description: 'An account of TFChain. It holds for payouts that are asked for from now on.',
    request: { body: body(NewPayoutAddress) },
    responses: { 200: json('The address.', PayoutAddress), ...problems(400, 401, 403) },
  }),
  listPayouts: route('listPayouts', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Own payouts, newest first',
    request: {
      query: z.strictObject({
        ...pageQuery,
        ...csvFormat,
        status: statuses,
        sort: sortBy(['requested', 'amount', 'status'], '-requested'),
      }),
    },
    responses: { 200: jsonOrCsv('One page.', page(Payout)), ...problems(400, 401, 403) },
  }),
  createPayout: route('createPayout', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Ask for a payout',
    description:
      'Takes the amount out of what is payable at once; the next payout run pays it in TFT. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewPayout) },
    responses: { 201: json('The payout.', Payout), ...problems(400, 401, 403, 409) },
  }),
  listAllPayouts: route('listAllPayouts', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'All payouts, newest first, with what waits for a run',
    request: {
      query: z.strictObject({
        ...pageQuery,
        ...csvFormat,
        status: statuses,
        runId: z.uuid().optional(),
        sort: sortBy(['requested', 'amount', 'status', 'provider'], '-requested'),
      }),
    },
    responses: { 200: jsonOrCsv('One page.', OperatorPayoutPage), ...problems(400, 401, 403) },
  }),
  createPayoutRun: route('createPayoutRun', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Pay every payout that waits',
    description:
      "In TFT at the chain's average price of the last 10 minutes, rounded down. Repeating it pays nobody twice. `Idempotency-Key` is required.",
    request: { headers: IdempotencyHeader },
    responses: { 201: json('The run.', PayoutRun), ...problems(400, 401, 403, 409, 503) },
  }),
  getPayoutRun: route('getPayoutRun', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'One payout run',
    request: { params: IdParam },
    responses: { 200: json('The run.', PayoutRun), ...problems(400, 401, 403, 404) },
  }),
  resolvePayout: route('resolvePayout', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Decide a payout whose outcome the chain no longer tells',
    description: 'Only for payouts that are `unclear`: look at the address on the chain first.',
    request: { params: IdParam, body: body(PayoutResolution) },
    responses: { 200: json('The payout.', OperatorPayout), ...problems(400, 401, 403, 404, 409) },
  }),
};
