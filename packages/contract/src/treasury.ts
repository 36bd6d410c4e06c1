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
} from './route.ts';

/** An amount of USDC, TFT or XLM; the field's name says which. */
const Amount = z.string().openapi({ description: 'Decimal, 7 decimals.', example: '1000.0000000' });
const AmountInput = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,7})?$/, 'must be a decimal number with at most 7 decimals, such as "100.5"')
  .refine((text) => /[1-9]/.test(text), 'must be more than zero')
  .openapi({ example: '100' });
const Reason = z.string().trim().min(1, 'must not be empty').max(500);
export const treasuryAssets = ['USDC', 'TFT', 'XLM'] as const;

const Line = z.object({ held: Amount, spendable: Amount, limit: Amount });

export const TreasuryWallets = z
  .object({
    asOf: Instant,
    mode: z.enum(['signs', 'watch_only', 'not_configured']).openapi({
      description: 'Whether the marketplace signs on Stellar itself, a person does, or no account is configured.',
    }),
    stellar: z
      .object({
        address: z.string(),
        exists: z.boolean(),
        xlm: z.object({ held: Amount, reserve: Amount, spendable: Amount }),
        usdc: Line.nullable().openapi({ description: 'Null without a trustline.' }),
        tft: Line.nullable(),
        readAt: Instant,
      })
      .nullable(),
    hotTwin: z
      .object({
        address: z.string(),
        twinId: z.number().int().nullable(),
        free: Amount,
        reserved: Amount.openapi({ description: 'Accrued by contracts and not paid yet.' }),
        usable: Amount.openapi({ description: "By the chain's own rule: what contracts and fees can still take." }),
        readAt: Instant,
      })
      .nullable(),
    stash: z
      .object({ address: z.string(), free: Amount, usable: Amount, readAt: Instant })
      .nullable()
      .openapi({ description: 'Counts for the staking discount and never pays; null when none is bonded.' }),
    free: z.object({ usdc: Amount, tft: Amount }).nullable().openapi({
      description: 'What a new transfer may take: on the account, accounted for by lots, asked for by nobody.',
    }),
    tftPriceUsd: z.string().nullable(),
    priceAt: Instant.nullable(),
    bridgeFees: z.object({ deposit: Amount, withdraw: Amount }).nullable(),
    network: z.object({ passphrase: z.string(), usdc: z.string(), tft: z.string(), bridge: z.string() }),
  })
  .openapi('TreasuryWallets');
export type TreasuryWallets = z.infer<typeof TreasuryWallets>;

/** USDC in = USDC here + sold + cost of the TFT here, in transit, delivered and sold + cost of the bridge's fees. */
export const TreasuryAccounts = z
  .object({
    asOf: Instant,
    usdc: z.object({
      in: Amount,
      here: Amount,
      sold: Amount,
      tftHere: Amount,
      inTransit: Amount,
      delivered: Amount,
      tftSold: Amount,
      bridgeFees: Amount,
      difference: Amount.openapi({ description: 'Zero.' }),
    }),
    tft: z.object({
      bought: Amount,
      opening: Amount.openapi({ description: 'On Stellar before the books, or recorded by the operator.' }),
      broughtBack: Amount.openapi({ description: 'From the chain.' }),
      here: Amount,
      inTransit: Amount,
      delivered: Amount,
      bridgeFees: Amount,
      sold: Amount,
      difference: Amount.openapi({ description: 'Zero.' }),
    }),
    networkFeesXlm: Amount,
    exchangeResult: Money.openapi({ description: 'Won or lost against cost by exchanging; a loss is negative.' }),
    slippage: Money.openapi({ description: 'The part of it between quotes and their transactions.' }),
    unexplained: z.object({ usdc: Amount, tft: Amount, xlm: Amount }),
  })
  .openapi('TreasuryAccounts');
export type TreasuryAccounts = z.infer<typeof TreasuryAccounts>;

const orderFields = {
  spend: AmountInput.optional().openapi({ description: 'USDC to spend; else `obtain`.' }),
  obtain: AmountInput.optional().openapi({ description: 'TFT to obtain; else `spend`.' }),
  maxSlippageBps: z.number().int().min(0).max(500).default(100).openapi({
    description: 'How far the transaction may be from its quote, in hundredths of a percent.',
  }),
};
const oneOf = (order: { spend?: string | undefined; obtain?: string | undefined }, context: z.RefinementCtx) => {
  if ((order.spend === undefined) !== (order.obtain === undefined)) return;
  context.addIssue({ code: 'custom', path: ['spend'], message: 'give either spend or obtain' });
};

export const SwapOrder = z.strictObject(orderFields).superRefine(oneOf).openapi('SwapOrder');
export const NewSwap = z
  .strictObject({
    ...orderFields,
    bridge: z.boolean().openapi({ description: 'Whether the TFT go on to the chain.' }),
    reason: Reason,
  })
  .superRefine(oneOf)
  .openapi('NewSwap');

export const SwapQuote = z
  .object({
    sendUsdc: Amount,
    receiveTft: Amount,
    mostUsdc: Amount.openapi({ description: 'The transaction sends no more than this.' }),
    leastTft: Amount.openapi({ description: 'The transaction brings no less than this.' }),
    path: z.array(z.string()).openapi({ description: 'Assets between USDC and TFT.' }),
    impactBps: z.number().int().openapi({ description: 'How much worse the price is than for a small amount.' }),
    fromChainBps: z
      .number()
      .int()
      .openapi({ description: "How far it is from the chain's price; positive is dearer." }),
    usdcPerTft: z.string(),
    bridgeFeeTft: Amount.nullable(),
    quotedAt: Instant,
    validSeconds: z.number().int(),
  })
  .openapi('SwapQuote');
export type SwapQuote = z.infer<typeof SwapQuote>;

export const treasuryTransferKinds = ['funding', 'deposit', 'withdrawal'] as const;
export const treasuryTransferStatuses = [
  'quoting',
  'swapping',
  'swapped',
  'depositing',
  'crossing',
  'burning',
  'paying_out',
  'completed',
  'refunded',
  'failed',
  'unclear',
] as const;

export const TreasuryTransfer = z
  .object({
    id: z.uuid(),
    kind: z.enum(treasuryTransferKinds),
    origin: z.enum(['hand', 'policy']),
    startedBy: z.object({ id: z.uuid(), email: z.string() }).nullable(),
    reason: z.string(),
    status: z.enum(treasuryTransferStatuses),
    note: z.string().nullable().openapi({ description: 'Why it failed, or what it waits for.' }),
    spendUsdc: Amount.nullable().openapi({ description: 'As ordered.' }),
    obtainTft: Amount.nullable(),
    carryTft: Amount.nullable(),
    maxSlippageBps: z.number().int().nullable(),
    bridge: z.boolean(),
    spentUsdc: Amount.nullable().openapi({ description: "From the transaction's own result." }),
    deliveredTft: Amount.nullable(),
    depositedTft: Amount.nullable().openapi({ description: 'What the bridge was given, or is to pay out.' }),
    creditedTft: Amount.nullable().openapi({ description: 'What arrived.' }),
    bridgeFeeTft: Amount.nullable(),
    networkFeesXlm: Amount,
    createdAt: Instant,
    updatedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .openapi('TreasuryTransfer');
export type TreasuryTransfer = z.infer<typeof TreasuryTransfer>;

export const TreasuryStep = z
  .object({
    kind: z.enum(['swap', 'deposit', 'mint', 'burn', 'payout']),
    state: z.enum(['done', 'now', 'next', 'failed', 'skipped']),
    attempt: z.number().int(),
    network: z.enum(['stellar', 'tfchain']),
    hash: z.string().nullable(),
    ledger: z.number().int().nullable().openapi({ description: 'The ledger or block that has it.' }),
    sent: z.number().int().openapi({ description: 'How often the same bytes were handed in.' }),
    at: Instant.nullable(),
    note: z.string().nullable(),
  })
  .openapi('TreasuryStep');
export type TreasuryStep = z.infer<typeof TreasuryStep>;

export const ToSign = z
  .object({
    unsignedXdr: z.string(),
    hash: z.string(),
    passphrase: z.string(),
    validUntil: Instant,
    summary: z.string(),
  })
  .openapi('ToSign');

export const TreasuryTransferDetail = TreasuryTransfer.extend({
  steps: z.array(TreasuryStep),
  toSign: ToSign.nullable().openapi({ description: 'What a person has to sign, in watch-only mode.' }),
}).openapi('TreasuryTransferDetail');
export type TreasuryTransferDetail = z.infer<typeof TreasuryTransferDetail>;

export const NewTreasuryTransfer = z
  .strictObject({
    kind: z.enum(['deposit', 'withdrawal']).openapi({
      description: '`deposit` carries TFT from Stellar to the chain, `withdrawal` brings them back.',
    }),
    amount: AmountInput.openapi({ description: 'TFT.' }),
    reason: Reason,
  })
  .openapi('NewTreasuryTransfer');

export const SignedEnvelope = z
  .strictObject({ envelopeXdr: z.string().min(1, 'must not be empty').max(20_000) })
  .openapi('SignedEnvelope');

export const TreasuryLot = z
  .object({
    id: z.uuid(),
    asset: z.enum(['USDC', 'TFT']),
    origin: z.enum(['opening', 'purchase', 'swap', 'returned', 'withdrawal']),
    amount: Amount,
    cost: Money,
    left: Amount,
    leftCost: Money,
    boughtAt: Instant,
    arrivedAt: Instant.nullable(),
    reference: z.string(),
    transferId: z.uuid().nullable(),
  })
  .openapi('TreasuryLot');
export type TreasuryLot = z.infer<typeof TreasuryLot>;

export const NewTreasuryLot = z
  .strictObject({
    asset: z.enum(['USDC', 'TFT']).default('USDC'),
    amount: AmountInput,
    cost: Money.openapi({ description: 'What was paid, fees included.' }),
    boughtAt: Instant,
    reference: z.string().trim().min(1, 'must not be empty').max(200),
  })
  .openapi('NewTreasuryLot');

export const TreasuryMovement = z
  .object({
    id: z.uuid(),
    direction: z.enum(['in', 'out']),
    asset: z.string(),
    amount: Amount,
    counterparty: z.string(),
    memo: z.string().nullable(),
    transactionHash: z.string(),
    at: Instant,
    status: z.enum(['matched', 'unmatched', 'explained']),
    transferId: z.uuid().nullable(),
    lotId: z.uuid().nullable(),
    explanation: z.string().nullable(),
  })
  .openapi('TreasuryMovement');
export type TreasuryMovement = z.infer<typeof TreasuryMovement>;

export const MovementExplanation = z
  .strictObject({
    dollars: Money.openapi({ description: 'What came in cost, or what went out brought; zero is fine.' }),
    explanation: Reason,
  })
  .openapi('MovementExplanation');

const list = { ...pageQuery, ...csvFormat };
const operator = { tag: 'Treasury', access: 'cloud-operator' } as const;

export const treasuryRoutes = {
  getTreasuryWallets: route('getTreasuryWallets', {
    ...operator,
    summary: 'What lies on Stellar and on the chain, each with the age of its facts',
    responses: { 200: json('The wallets.', TreasuryWallets), ...problems(401, 403) },
  }),
  getTreasuryAccounts: route('getTreasuryAccounts', {
    ...operator,
    summary: 'Where every USDC went, to the unit',
    responses: { 200: json('The equations.', TreasuryAccounts), ...problems(401, 403) },
  }),
  quoteSwap: route('quoteSwap', {
    ...operator,
    summary: 'What an exchange of USDC for TFT would bring now',
    description: 'Asks Stellar. Nothing is held: the exchange itself takes a fresh quote within the same limits.',
    request: { body: body(SwapOrder) },
    responses: { 200: json('The quote.', SwapQuote), ...problems(400, 401, 403, 422, 503) },
  }),
  listSwaps: route('listSwaps', {
    ...operator,
    summary: 'Exchanges of USDC for TFT, newest first',
    request: { query: z.strictObject({ ...list, status: z.enum(treasuryTransferStatuses).optional() }) },
    responses: { 200: jsonOrCsv('One page.', page(TreasuryTransfer)), ...problems(400, 401, 403) },
  }),
  createSwap: route('createSwap', {
    ...operator,
    summary: 'Exchange USDC for TFT, and carry it to the chain if wanted',
    description: 'Answers at once; the transfer tells how far it is. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewSwap) },
    responses: { 201: json('The transfer.', TreasuryTransfer), ...problems(400, 401, 403, 409) },
  }),
  listTreasuryTransfers: route('listTreasuryTransfers', {
    ...operator,
    summary: 'All transfers of the treasury, newest first',
    request: {
      query: z.strictObject({
        ...list,
        kind: z.enum(treasuryTransferKinds).optional(),
        status: z.enum(treasuryTransferStatuses).optional(),
      }),
    },
    responses: { 200: jsonOrCsv('One page.', page(TreasuryTransfer)), ...problems(400, 401, 403) },
  }),
  createTreasuryTransfer: route('createTreasuryTransfer', {
    ...operator,
    summary: 'Carry TFT from Stellar to the chain, or back',
    description:
      'Back to Stellar the trustline is looked at first: what the bridge cannot pay out costs its fee twice. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewTreasuryTransfer) },
    responses: { 201: json('The transfer.', TreasuryTransfer), ...problems(400, 401, 403, 409, 503) },
  }),
  getTreasuryTransfer: route('getTreasuryTransfer', {
    ...operator,
    summary: 'One transfer with each of its steps',
    request: { params: IdParam },
    responses: { 200: json('The transfer.', TreasuryTransferDetail), ...problems(400, 401, 403, 404) },
  }),
  signTreasuryTransfer: route('signTreasuryTransfer', {
    ...operator,
    summary: 'Hand in what a person has signed',
    description: 'In watch-only mode. It must be exactly the stored transaction, signed by its account.',
    request: { params: IdParam, body: body(SignedEnvelope) },
    responses: { 200: json('The transfer.', TreasuryTransferDetail), ...problems(400, 401, 403, 404, 409, 422) },
  }),
  listTreasuryLots: route('listTreasuryLots', {
    ...operator,
    summary: 'What came in and what it cost, newest first',
    request: { query: z.strictObject({ ...list, asset: z.enum(['USDC', 'TFT']).optional() }) },
    responses: { 200: jsonOrCsv('One page.', page(TreasuryLot)), ...problems(400, 401, 403) },
  }),
  createTreasuryLot: route('createTreasuryLot', {
    ...operator,
    summary: 'Record a purchase for dollars',
    description:
      'It can be spent once as much has arrived on Stellar; an arrival that nobody has explained is taken for it. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewTreasuryLot) },
    responses: { 201: json('The lot.', TreasuryLot), ...problems(400, 401, 403, 409) },
  }),
  listTreasuryMovements: route('listTreasuryMovements', {
    ...operator,
    summary: 'What moved on Stellar, newest first',
    request: {
      query: z.strictObject({ ...list, status: z.enum(['matched', 'unmatched', 'explained']).optional() }),
    },
    responses: { 200: jsonOrCsv('One page.', page(TreasuryMovement)), ...problems(400, 401, 403) },
  }),
  explainTreasuryMovement: route('explainTreasuryMovement', {
    ...operator,
    summary: 'Say what a movement was that nobody here started',
    request: { params: IdParam, body: body(MovementExplanation) },
    responses: { 200: json('The movement.', TreasuryMovement), ...problems(400, 401, 403, 404, 409) },
  }),
};
