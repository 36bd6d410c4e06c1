import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { Instant } from './route.ts';

/** An amount of USDC, TFT or XLM; the field's name says which. */
const Amount = z.string().openapi({ description: 'Decimal, 7 decimals.', example: '1000.0000000' });
const AmountInput = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,7})?$/, 'must be a decimal number with at most 7 decimals, such as "100.5"')
  .refine((text) => /[1-9]/.test(text), 'must be more than zero')
  .openapi({ example: '100' });
const Reason = z.string().trim().min(1, 'must not be empty').max(500);

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
    awaitingSignature: z
      .boolean()
      .openapi({ description: 'A person has to sign its transaction, in watch-only mode.' }),
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
