import { html } from 'hono/html';
import { z } from 'zod';
import { type Action, actions } from './action.ts';
import type { Html } from './page.ts';

const money = { id: z.string(), amount: z.number(), currency: z.string(), status: z.string(), created: z.number() };
const ofPayment = { ...money, paymentIntent: z.string().nullish() };
export const ledger = z.object({
  charges: z.array(
    z.object({
      ...ofPayment,
      amountRefunded: z.number().optional(),
      disputed: z.boolean().optional(),
      failureCode: z.string().nullish(),
    }),
  ),
  refunds: z.array(z.object(ofPayment)),
  disputes: z.array(z.object(ofPayment)),
  payouts: z.array(z.object(money)).optional(),
});
type Ledger = z.infer<typeof ledger>;

export const events = z.object({
  mode: z.string().optional(),
  items: z.array(
    z.object({ id: z.string(), type: z.string(), created: z.number(), pending_webhooks: z.number().optional() }),
  ),
});

const rowsShown = 12;

/** Movements of money, newest first, with what may still become of them. */
export function moneyTable(books: Ledger | undefined): Html {
  const movements = [
    ...(books?.charges ?? []).map((row) => ({
      ...row,
      what: 'Charge',
      note: row.failureCode ?? stateOf(row),
      may: ofCharge(row),
    })),
    ...(books?.refunds ?? []).map((row) => ({ ...row, what: 'Refund', note: row.status, may: ofRefund(row) })),
    ...(books?.disputes ?? []).map((row) => ({ ...row, what: 'Dispute', note: row.status, may: ofDispute(row) })),
    ...(books?.payouts ?? []).map((row) => ({ ...row, what: 'Payout', note: row.status, may: ofPayout(row) })),
  ].sort((a, b) => b.created - a.created);
  if (movements.length === 0) return html`<p class="quiet">No payment yet.</p>`;
  return html`<div class="scroll"><table class="acting"><thead><tr><th>What</th><th>State</th><th class="number">Amount</th><th>Let happen</th></tr></thead><tbody>${movements
    .slice(0, rowsShown)
    .map(
      (row) =>
        html`<tr><td>${row.what}<div class="small quiet mono shortened">${row.id}</div></td><td>${row.note.replaceAll('_', ' ')}</td><td class="number">${(row.amount / 100).toFixed(2)} ${row.currency.toUpperCase()}</td><td class="acts">${actions(row.may)}</td></tr>`,
    )}</tbody></table></div>`;
}

function stateOf(charge: Ledger['charges'][number]): string {
  if (charge.disputed) return 'disputed';
  if (!charge.amountRefunded) return charge.status;
  return charge.amountRefunded === charge.amount ? 'refunded' : 'partly refunded';
}

function ofCharge(charge: Ledger['charges'][number]): Action[] {
  const { id, paymentIntent = '', status } = charge;
  if (status === 'pending') {
    const path = `/stripe/payments/${paymentIntent}/settle`;
    return [
      outcome('Settle', `Settle ${id}`, path, 'succeeded', 'The bank paid.'),
      outcome('Fail', `Fail ${id}`, path, 'failed', 'The bank refused to pay.'),
    ];
  }
  if (status !== 'succeeded' || charge.disputed || charge.amountRefunded === charge.amount) return [];
  const fields = { paymentIntent: paymentIntent ?? '' };
  return [
    { label: 'Refund', full: `Refund ${id}`, path: '/stripe/refunds', said: 'The payment was refunded.', fields },
    { label: 'Dispute', full: `Dispute ${id}`, path: '/stripe/disputes', said: 'The payment is disputed.', fields },
  ];
}

function ofRefund({ id, status }: Ledger['refunds'][number]): Action[] {
  const path = `/stripe/refunds/${id}/settle`;
  const fails = outcome('Fail', `Fail ${id}`, path, 'failed', 'The bank sent the refund back.');
  if (status === 'succeeded') return [fails];
  return status === 'pending'
    ? [outcome('Settle', `Settle ${id}`, path, 'succeeded', 'The bank took the refund.'), fails]
    : [];
}

function ofDispute({ id, status }: Ledger['disputes'][number]): Action[] {
  const path = `/stripe/disputes/${id}/close`;
  if (status.startsWith('warning_') && status !== 'warning_closed') {
    return [
      {
        label: 'Escalate',
        full: `Escalate ${id}`,
        path: `/stripe/disputes/${id}/escalate`,
        said: 'The inquiry became a dispute.',
      },
      outcome('Close', `Close ${id}`, path, 'won', 'The inquiry is closed.'),
    ];
  }
  if (status !== 'needs_response' && status !== 'under_review') return [];
  return [
    outcome('Won', `Close ${id} as won`, path, 'won', 'The dispute was won.'),
    outcome('Lost', `Close ${id} as lost`, path, 'lost', 'The dispute was lost.'),
  ];
}

function ofPayout({ id, status }: { id: string; status: string }): Action[] {
  const path = `/stripe/payouts/${id}/settle`;
  if (status !== 'pending' && status !== 'in_transit') return [];
  return [
    outcome('Arrive', `Let ${id} arrive`, path, 'paid', 'The payout arrived.'),
    outcome('Fail', `Fail ${id}`, path, 'failed', 'The bank sent the payout back.'),
  ];
}

function outcome(label: string, full: string, path: string, end: string, said: string): Action {
  return { label, full, path, said, fields: { outcome: end } };
}

export function eventTable(happened: z.infer<typeof events> | undefined): Html {
  const items = happened?.items ?? [];
  if (items.length === 0) return html`<p class="quiet">No event yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Event</th><th class="number">At</th></tr></thead><tbody>${items
    .slice(0, rowsShown)
    .map(
      (event) =>
        html`<tr><td>${event.type}<div class="small quiet">${event.pending_webhooks ? 'not delivered yet' : ''}</div></td><td class="number">${new Date(event.created * 1000).toISOString().slice(5, 16).replace('T', ' ')}</td></tr>`,
    )}</tbody></table></div>`;
}
