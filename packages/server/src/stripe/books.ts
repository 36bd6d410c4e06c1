import { UNITS_PER_CENT } from '@marketplace/core/payments';
import type Stripe from 'stripe';
import { z } from 'zod';
import { reach } from './errors.ts';

/** One change of our balance at Stripe. */
export interface StripeTransaction {
  id: string;
  type: string;
  /** What it is about: a charge, refund, dispute, payout, transfer. */
  sourceId: string | undefined;
  /** Of charges and refunds: the payment. */
  paymentIntentId: string | undefined;
  /** Before fees. */
  amountUnits: bigint;
  feeUnits: bigint;
  createdAt: Date;
}

export interface StripeBooks {
  /** Our whole balance in dollars, available and pending. */
  readBalance(): Promise<bigint>;
  /** Changes of the balance since a moment, newest first, page by page. Throws when one is not in dollars. */
  transactionsSince(since: Date | undefined): AsyncIterable<StripeTransaction>;
  /** Events since a moment, newest first: what a webhook should have told. */
  eventsBetween(since: Date, until: Date): AsyncIterable<{ id: string; type: string; payload: unknown }>;
}

/** The parts of a balance transaction that we rely on. */
export const TransactionObject = z.looseObject({
  id: z.string(),
  object: z.literal('balance_transaction'),
  type: z.string(),
  currency: z.literal('usd'),
  amount: z.number().int(),
  fee: z.number().int(),
  created: z.number().int(),
  source: z
    .union([
      z.string(),
      z.looseObject({
        id: z.string(),
        payment_intent: z.union([z.string(), z.looseObject({ id: z.string() }), z.null()]).optional(),
      }),
      z.null(),
    ])
    .optional(),
});

export function transactionOf(object: unknown): StripeTransaction {
  const booked = TransactionObject.parse(object);
  const source = typeof booked.source === 'string' ? { id: booked.source } : (booked.source ?? undefined);
  const payment = source?.payment_intent;
  return {
    id: booked.id,
    type: booked.type,
    sourceId: source?.id,
    paymentIntentId: typeof payment === 'string' ? payment : payment?.id,
    amountUnits: BigInt(booked.amount) * UNITS_PER_CENT,
    feeUnits: BigInt(booked.fee) * UNITS_PER_CENT,
    createdAt: new Date(booked.created * 1000),
  };
}

const PAGE = 100;
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

export const bookCalls = (stripe: Stripe): StripeBooks => ({
  async readBalance() {
    const { available, pending } = await reach(() => stripe.balance.retrieve());
    const cents = [...available, ...pending].filter(({ currency }) => currency === 'usd');
    return cents.reduce((sum, { amount }) => sum + BigInt(amount) * UNITS_PER_CENT, 0n);
  },
  async *transactionsSince(since) {
    const filter = since ? { created: { gte: seconds(since) } } : {};
    yield* paged(
      (after) => stripe.balanceTransactions.list({ ...filter, ...after, limit: PAGE, expand: ['data.source'] }),
      transactionOf,
    );
  },
  async *eventsBetween(since, until) {
    const created = { gte: seconds(since), lte: seconds(until) };
    yield* paged(
      (after) => stripe.events.list({ created, ...after, limit: PAGE }),
      (event) => ({
        id: event.id,
        type: event.type,
        payload: event,
      }),
    );
  },
});

/** Follows a list to its end; each page is one question with its own answer or failure. */
async function* paged<Item extends { id: string }, Found>(
  ask: (after: { starting_after?: string }) => Promise<{ data: Item[]; has_more: boolean }>,
  read: (item: Item) => Found,
): AsyncIterable<Found> {
  let after: { starting_after?: string } = {};
  for (;;) {
    const page = await reach(() => ask(after));
    for (const item of page.data) yield read(item);
    const last = page.data.at(-1);
    if (!page.has_more || !last) return;
    after = { starting_after: last.id };
  }
}
