import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../protocol/ids.ts';
import { bookBalance } from './charges.ts';

const secondsPerDay = 86_400;
const daysUnderWay = 2;

export interface PayoutRequest {
  amountCents: number;
  currency: string;
  /** Sent by Stripe's daily schedule instead of by a call. */
  automatic: boolean;
  description?: string | null;
  metadata?: Record<string, string>;
  statementDescriptor?: string | null;
}

/** Sends money of the balance to the account's bank, where it arrives two days later. */
export function createPayout(account: Account, request: PayoutRequest): Stripe.Payout {
  const id = newId('po');
  const booked = book(account, id, -request.amountCents, request.currency, 'payout');
  const arrival = account.now() + daysUnderWay * secondsPerDay;
  const payout = account.objects.add<Stripe.Payout>({
    id,
    object: 'payout',
    amount: request.amountCents,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival - (arrival % secondsPerDay),
    automatic: request.automatic,
    balance_transaction: booked.id,
    created: account.now(),
    currency: request.currency,
    description: request.description ?? (request.automatic ? 'STRIPE PAYOUT' : null),
    destination: 'ba_sandbox000000000000000001',
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: request.metadata ?? {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: request.automatic ? 'completed' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: request.statementDescriptor ?? null,
    status: request.automatic ? 'in_transit' : 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  });
  account.later('payout-arrives', id, daysUnderWay * secondsPerDay * 1000);
  account.emit('payout.created', payout);
  return payout;
}

/** Pays out everything that is available, as the daily schedule does; its parts can be listed by the payout. */
export function payOutAvailable(account: Account, currency: string): Stripe.Payout | undefined {
  const parts = account.objects
    .all('balance_transaction')
    .filter((part) => part.currency === currency && part.available_on <= account.now())
    .filter(({ id }) => account.objects.traits(id).payout === undefined);
  const amountCents = parts.reduce((sum, { net }) => sum + net, 0);
  if (amountCents <= 0) return undefined;
  const payout = createPayout(account, { amountCents, currency, automatic: true });
  for (const id of [...parts.map((part) => part.id), String(payout.balance_transaction)]) {
    account.objects.mark(id, { payout: payout.id });
  }
  account.emit('payout.reconciliation_completed', payout);
  return payout;
}

export function arrive(account: Account, payout: Stripe.Payout): void {
  if (!isUnderWay(payout)) return;
  account.emit('payout.paid', account.objects.save<Stripe.Payout>({ ...payout, status: 'paid' }));
}

/** The bank sent the money back: it is part of the balance again. */
export function failPayout(account: Account, payout: Stripe.Payout): Stripe.Payout {
  const failed = account.objects.save<Stripe.Payout>({
    ...payout,
    failure_balance_transaction: book(account, payout.id, payout.amount, payout.currency, 'payout_failure').id,
    failure_code: 'account_closed',
    failure_message: 'The bank account has been closed',
    status: 'failed',
  });
  account.emit('payout.failed', failed);
  return failed;
}

export function cancelPayout(account: Account, payout: Stripe.Payout): Stripe.Payout {
  const canceled = account.objects.save<Stripe.Payout>({
    ...payout,
    failure_balance_transaction: book(account, payout.id, payout.amount, payout.currency, 'payout_cancel').id,
    status: 'canceled',
  });
  account.emit('payout.canceled', canceled);
  return canceled;
}

export function isUnderWay({ status }: Stripe.Payout): boolean {
  return status === 'pending' || status === 'in_transit';
}

function book(
  account: Account,
  source: string,
  amountCents: number,
  currency: string,
  type: 'payout' | 'payout_cancel' | 'payout_failure',
): Stripe.BalanceTransaction {
  const reportingCategory = type === 'payout' ? 'payout' : 'payout_reversal';
  return bookBalance(account, { type, reportingCategory, source, amountCents, currency, description: 'STRIPE PAYOUT' });
}
