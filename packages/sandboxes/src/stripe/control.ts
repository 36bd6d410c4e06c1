import { Hono } from 'hono';
import { z } from 'zod';
import { noCause, type OpenAccount } from './account.ts';
import { closeDispute, isOpen, openDispute } from './payments/disputes.ts';
import { type Faults, faultKinds } from './protocol/faults.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import { type DeliveryRows, webhookModes } from './webhooks/delivery-rows.ts';

export interface ControlParts {
  account: OpenAccount;
  faults: Faults;
  deliveries: Deliveries;
  deliveryRows: DeliveryRows;
}

const faultInput = z.strictObject({
  route: z.string().regex(/^\S+ \/\S+$/, 'write the route as "POST /v1/payment_intents"'),
  kind: z.enum(faultKinds),
  count: z.int().min(1).optional(),
  ms: z.int().min(0).optional(),
});
const modeInput = z.strictObject({ mode: z.enum(webhookModes) });
const disputeInput = z.strictObject({
  paymentIntent: z.string(),
  reason: z.string().optional(),
  inquiry: z.boolean().optional(),
  /** Minor units; defaults to all that was not refunded. */
  amount: z.int().min(1).optional(),
});
const closeInput = z.strictObject({ outcome: z.enum(['won', 'lost']) });

/** What the control server mounts under `/stripe`: a look at the books, faults, webhook modes, disputes. */
export function createControl({ account, faults, deliveries, deliveryRows }: ControlParts): Hono {
  const app = new Hono();
  app.get('/ledger', (c) => c.json(ledger(account)));
  app.get('/events', (c) => {
    const { data } = account.objects.list('event', '/v1/events', { limit: 100 });
    return c.json({
      mode: deliveries.mode,
      items: data.map((event) => ({ ...event, deliveries: deliveryRows.ofEvent(event.id) })),
    });
  });
  app.get('/faults', (c) => c.json({ items: faults.list() }));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({ items: [] });
  });
  app.post('/faults', async (c) => {
    const input = faultInput.safeParse(await readJson(c.req.raw));
    return input.success ? c.json(faults.add(input.data), 201) : c.json(refusal(input.error), 400);
  });
  app.get('/webhooks', (c) => c.json({ mode: deliveries.mode }));
  app.post('/webhooks', async (c) => {
    const input = modeInput.safeParse(await readJson(c.req.raw));
    if (!input.success) return c.json(refusal(input.error), 400);
    deliveries.setMode(input.data.mode);
    return c.json({ mode: deliveries.mode });
  });
  app.post('/webhooks/release', async (c) => c.json(await deliveries.release()));
  app.post('/disputes', async (c) => {
    const input = disputeInput.safeParse(await readJson(c.req.raw));
    if (!input.success) return c.json(refusal(input.error), 400);
    const { paymentIntent, reason = 'fraudulent', inquiry, amount } = input.data;
    const intent = account.objects.get('payment_intent', paymentIntent);
    const charge = account.objects.get('charge', String(intent?.latest_charge));
    if (!charge || intent?.status !== 'succeeded')
      return c.json({ error: 'no succeeded payment intent with this id' }, 404);
    if (charge.disputed) return c.json({ error: 'this payment is disputed already' }, 409);
    return c.json(
      account.transact(() => openDispute(account.causedBy(noCause), charge, { reason, inquiry, amountCents: amount })),
      201,
    );
  });
  app.post('/disputes/:id/close', async (c) => {
    const input = closeInput.safeParse(await readJson(c.req.raw));
    if (!input.success) return c.json(refusal(input.error), 400);
    const dispute = account.objects.get('dispute', c.req.param('id'));
    if (!dispute) return c.json({ error: 'no dispute with this id' }, 404);
    if (!isOpen(dispute)) return c.json({ error: `this dispute is closed already: ${dispute.status}` }, 409);
    return c.json(account.transact(() => closeDispute(account.causedBy(noCause), dispute, input.data.outcome)));
  });
  return app;
}

/** Every movement of money, oldest first; amounts in minor units (cents). */
function ledger(account: OpenAccount) {
  const { objects } = account;
  return {
    charges: objects.all('charge').map((charge) => ({
      id: charge.id,
      paymentIntent: charge.payment_intent,
      customer: charge.customer,
      amount: charge.amount,
      amountRefunded: charge.amount_refunded,
      currency: charge.currency,
      status: charge.status,
      disputed: charge.disputed,
      failureCode: charge.failure_code,
      metadata: charge.metadata,
      created: charge.created,
    })),
    refunds: objects.all('refund').map((refund) => ({
      id: refund.id,
      charge: refund.charge,
      paymentIntent: refund.payment_intent,
      amount: refund.amount,
      currency: refund.currency,
      status: refund.status,
      reason: refund.reason,
      created: refund.created,
    })),
    disputes: objects.all('dispute').map((dispute) => ({
      id: dispute.id,
      charge: dispute.charge,
      paymentIntent: dispute.payment_intent,
      amount: dispute.amount,
      currency: dispute.currency,
      status: dispute.status,
      reason: dispute.reason,
      created: dispute.created,
    })),
    balanceTransactions: objects
      .all('balance_transaction')
      .map(({ id, type, source, amount, fee, net, currency, created }) => ({
        id,
        type,
        source,
        amount,
        fee,
        net,
        currency,
        created,
      })),
  };
}

async function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => undefined);
}

function refusal(error: z.ZodError) {
  return { error: error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ') };
}
