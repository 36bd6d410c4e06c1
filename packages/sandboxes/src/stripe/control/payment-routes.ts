import { Hono } from 'hono';
import type { Stripe } from 'stripe';
import { z } from 'zod';
import { noCause, type OpenAccount } from '../account.ts';
import { settleBankPayment } from '../payments/bank-payments.ts';
import { type ChallengedIntent, finishChallenge, type IssuingBank } from '../payments/issuing-bank.ts';
import { completeRefund, createRefund, failRefund } from '../payments/refunds.ts';
import { StripeError } from '../protocol/errors.ts';
import { readInput, refuse } from './read-input.ts';

const bankInput = z.strictObject({ mode: z.enum(['answering', 'silent']) });
const challengeInput = z.strictObject({ outcome: z.enum(['passed', 'failed']) });
const settlement = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) });
const refundInput = z.strictObject({
  paymentIntent: z.string(),
  /** Minor units; defaults to all that is left. */
  amount: z.int().min(1).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

/** What banks answer late, and refunds as somebody makes them at the Stripe dashboard. */
export function paymentRoutes(account: OpenAccount, bank: IssuingBank): Hono {
  const app = new Hono();
  app.get('/challenges', (c) => c.json({ mode: bank.mode, items: openChallenges(account) }));
  app.post('/challenges', async (c) => {
    bank.mode = (await readInput(c, bankInput)).mode;
    return c.json({ mode: bank.mode });
  });
  app.post('/challenges/:intent', async (c) => {
    const { outcome } = await readInput(c, challengeInput);
    const intent = openIntents(account).find(({ id }) => id === c.req.param('intent'));
    if (!intent) throw refuse(404, 'no intent with this id waits for a challenge');
    return c.json(account.transact(() => finishChallenge(account.causedBy(noCause), intent, outcome === 'passed')));
  });

  app.post('/payments/:intent/settle', async (c) => {
    const { outcome } = await readInput(c, settlement);
    const intent = account.objects.get('payment_intent', c.req.param('intent'));
    if (!intent) throw refuse(404, 'no payment intent with this id');
    if (intent.status !== 'processing') throw refuse(409, `this payment is not processing: ${intent.status}`);
    account.transact(() => settleBankPayment(account.causedBy(noCause), intent, outcome));
    return c.json(account.objects.get('payment_intent', intent.id) ?? {});
  });

  app.post('/refunds', async (c) => {
    const { paymentIntent, amount, reason = null } = await readInput(c, refundInput);
    const intent = account.objects.get('payment_intent', paymentIntent);
    const charge = account.objects.get('charge', String(intent?.latest_charge));
    if (!charge) throw refuse(404, 'no charged payment intent with this id');
    return c.json(
      refused(() =>
        account.transact(() =>
          createRefund(account.causedBy(noCause), charge, { amountCents: amount, reason, metadata: {} }),
        ),
      ),
      201,
    );
  });
  app.post('/refunds/:id/settle', async (c) => {
    const { outcome } = await readInput(c, settlement);
    const refund = account.objects.get('refund', c.req.param('id'));
    if (!refund) throw refuse(404, 'no refund with this id');
    const possible = refund.status === 'pending' || (refund.status === 'succeeded' && outcome === 'failed');
    if (!possible) throw refuse(409, `this refund is settled already: ${refund.status}`);
    account.transact(() => settleRefund(account, refund, outcome));
    return c.json(account.objects.get('refund', refund.id) ?? {});
  });
  return app;
}

function settleRefund(account: OpenAccount, refund: Stripe.Refund, outcome: 'succeeded' | 'failed'): void {
  const view = account.causedBy(noCause);
  if (outcome === 'succeeded') completeRefund(view, refund);
  else failRefund(view, refund);
}

function openIntents({ objects }: OpenAccount): ChallengedIntent[] {
  return [...objects.all('payment_intent'), ...objects.all('setup_intent')].filter(
    ({ id, status }) => status === 'requires_action' && objects.traits(id).challenge !== undefined,
  );
}

function openChallenges(account: OpenAccount) {
  return openIntents(account).map((intent) => ({
    intent: intent.id,
    customer: intent.customer,
    paymentMethod: intent.payment_method,
    ...(intent.object === 'payment_intent' ? { amount: intent.amount, currency: intent.currency } : {}),
    url: `${account.causedBy(noCause).url}/challenges/${intent.id}/${account.objects.traits(intent.id).challenge}`,
    created: intent.created,
  }));
}

/** Says in the control's words what the API would refuse. */
function refused<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof StripeError) throw refuse(409, error.message);
    throw error;
  }
}
