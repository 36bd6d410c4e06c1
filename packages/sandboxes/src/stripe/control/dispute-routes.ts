import { Hono } from 'hono';
import type { Stripe } from 'stripe';
import { z } from 'zod';
import { noCause, type OpenAccount } from '../account.ts';
import { closeDispute, escalateInquiry, isInquiry, isOpen, openDispute } from '../payments/disputes.ts';
import { warnOfFraud } from '../payments/fraud-warnings.ts';
import { readInput, refuse } from './read-input.ts';

const reasons = [
  'credit_not_processed',
  'duplicate',
  'fraudulent',
  'general',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;

const disputeInput = z.strictObject({
  paymentIntent: z.string(),
  reason: z.enum(reasons).optional(),
  inquiry: z.boolean().optional(),
  /** Minor units; defaults to all that was not refunded. */
  amount: z.int().min(1).optional(),
});
const closeInput = z.strictObject({ outcome: z.enum(['won', 'lost']) });
const warningInput = z.strictObject({ paymentIntent: z.string() });

/** What the customer's bank does after a payment: disputes, their end, and warnings of fraud. */
export function disputeRoutes(account: OpenAccount): Hono {
  const app = new Hono();
  app.post('/disputes', async (c) => {
    const { paymentIntent, reason = 'fraudulent', inquiry, amount } = await readInput(c, disputeInput);
    const charge = paidCharge(account, paymentIntent);
    const open = account.objects.allOf('dispute', 'charge', charge.id).some(isOpen);
    if (open) throw refuse(409, 'this payment is disputed already');
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) throw refuse(409, 'this payment was refunded in full');
    if (amount !== undefined && amount > left) throw refuse(400, `amount: at most ${left} is left of this payment`);
    const details = { reason, inquiry, amountCents: amount };
    return c.json(
      account.transact(() => openDispute(account.causedBy(noCause), charge, details)),
      201,
    );
  });
  app.post('/disputes/:id/close', async (c) => {
    const { outcome } = await readInput(c, closeInput);
    const dispute = openDisputeOf(account, c.req.param('id'));
    return c.json(account.transact(() => closeDispute(account.causedBy(noCause), dispute, outcome)));
  });
  app.post('/disputes/:id/escalate', (c) => {
    const dispute = openDisputeOf(account, c.req.param('id'));
    if (!isInquiry(dispute)) throw refuse(409, `this is no inquiry: ${dispute.status}`);
    return c.json(account.transact(() => escalateInquiry(account.causedBy(noCause), dispute)));
  });
  app.post('/fraud-warnings', async (c) => {
    const { paymentIntent } = await readInput(c, warningInput);
    const charge = paidCharge(account, paymentIntent);
    return c.json(
      account.transact(() => warnOfFraud(account.causedBy(noCause), charge)),
      201,
    );
  });
  return app;
}

function paidCharge(account: OpenAccount, paymentIntent: string): Stripe.Charge {
  const intent = account.objects.get('payment_intent', paymentIntent);
  const charge = account.objects.get('charge', String(intent?.latest_charge));
  if (charge && intent?.status === 'succeeded') return charge;
  throw refuse(404, 'no succeeded payment intent with this id');
}

function openDisputeOf(account: OpenAccount, id: string): Stripe.Dispute {
  const dispute = account.objects.get('dispute', id);
  if (!dispute) throw refuse(404, 'no dispute with this id');
  if (!isOpen(dispute)) throw refuse(409, `this dispute is closed already: ${dispute.status}`);
  return dispute;
}
