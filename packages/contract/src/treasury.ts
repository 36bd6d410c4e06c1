import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, csvFormat, IdempotencyHeader, IdParam, json, jsonOrCsv, page, pageQuery, route } from './route.ts';
import {
  MovementExplanation,
  NewSwap,
  NewTreasuryLot,
  NewTreasuryTransfer,
  SignedEnvelope,
  SwapOrder,
  SwapQuote,
  TreasuryAccounts,
  TreasuryLot,
  TreasuryMovement,
  TreasuryTransfer,
  TreasuryTransferDetail,
  TreasuryWallets,
  treasuryTransferKinds,
  treasuryTransferStatuses,
} from './treasury-schemas.ts';

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
