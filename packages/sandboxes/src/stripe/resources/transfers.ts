import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { availableCents } from '../payments/balance.ts';
import { bookBalance } from '../payments/charges.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { newId } from '../protocol/ids.ts';
import { operation } from '../protocol/operation.ts';
import { clearableText, createdRange, integer, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';
import { findAccount } from './accounts.ts';

const creation = z.strictObject({
  amount: integer(),
  currency: text(),
  description: clearableText().optional(),
  destination: text(),
  metadata: metadata().optional(),
  source_transaction: text().optional(),
  transfer_group: text().optional(),
});
const reversal = z.strictObject({ amount: integer().optional(), metadata: metadata().optional() });

export const transferOperations = [
  operation({ method: 'POST', path: '/v1/transfers', params: creation, run: create }),
  operation({
    method: 'GET',
    path: '/v1/transfers',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      destination: text().optional(),
      transfer_group: text().optional(),
    }),
    run: (account, { destination, transfer_group, ...query }) =>
      account.objects.list('transfer', '/v1/transfers', { ...query, where: { destination, transfer_group } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/transfers/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findTransfer(account, id),
  }),
  operation({ method: 'POST', path: '/v1/transfers/:id/reversals', params: reversal, run: reverse }),
];

/** Moves available money to a connected account; money of a charge may be moved before it is available. */
function create(account: Account, params: z.infer<typeof creation>): Stripe.Transfer {
  const destination = findAccount(account, params.destination, 'param');
  if (destination.capabilities?.transfers !== 'active') {
    throw invalidRequest(
      `Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments`,
      { code: 'insufficient_capabilities_for_transfer' },
    );
  }
  if (params.amount < 1) {
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  }
  const source = params.source_transaction && account.objects.get('charge', params.source_transaction);
  if (params.source_transaction && !source) {
    throw resourceMissing('charge', params.source_transaction, 'source_transaction', 'param');
  }
  if (!source && params.amount > availableCents(account, params.currency)) {
    throw invalidRequest(
      'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
      { code: 'balance_insufficient' },
    );
  }
  const id = newId('tr');
  const booked = book(account, id, -params.amount, params.currency, 'transfer');
  const transfer = account.objects.add<Stripe.Transfer>({
    id,
    object: 'transfer',
    amount: params.amount,
    amount_reversed: 0,
    balance_transaction: booked,
    created: account.now(),
    currency: params.currency,
    description: params.description ?? null,
    destination: destination.id,
    destination_payment: newId('py'),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: params.source_transaction ?? null,
    source_type: 'card',
    transfer_group: params.transfer_group ?? null,
  });
  account.emit('transfer.created', transfer);
  return transfer;
}

/** Takes all or part of a transfer back. */
function reverse(account: Account, params: z.infer<typeof reversal>, id: string): Stripe.TransferReversal {
  const transfer = findTransfer(account, id);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = params.amount ?? left;
  if (amount < 1 || amount > left) {
    throw invalidRequest(`Reversal amount (${amount}) must be between 1 and what is left of the transfer (${left}).`, {
      param: 'amount',
    });
  }
  const reversalId = newId('trr');
  const made = account.objects.add<Stripe.TransferReversal>({
    id: reversalId,
    object: 'transfer_reversal',
    amount,
    balance_transaction: book(account, reversalId, amount, transfer.currency, 'transfer_refund'),
    created: account.now(),
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: mergeMetadata({}, params.metadata),
    source_refund: null,
    transfer: id,
  });
  const after = account.objects.save<Stripe.Transfer>({
    ...transfer,
    amount_reversed: transfer.amount_reversed + amount,
    reversals: { ...transfer.reversals, data: [made, ...transfer.reversals.data] },
    reversed: transfer.amount_reversed + amount === transfer.amount,
  });
  account.emit('transfer.reversed', after);
  return made;
}

function findTransfer(account: Account, id: string): Stripe.Transfer {
  const transfer = account.objects.get('transfer', id);
  if (!transfer) throw resourceMissing('transfer', id, 'transfer', 'path');
  return transfer;
}

function book(
  account: Account,
  source: string,
  amountCents: number,
  currency: string,
  type: 'transfer' | 'transfer_refund',
) {
  return bookBalance(account, { type, reportingCategory: 'transfer', source, amountCents, currency }).id;
}
