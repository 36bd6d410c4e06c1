import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { OpenAccount } from './account.ts';
import { cardRoutes } from './control/card-routes.ts';
import { disputeRoutes } from './control/dispute-routes.ts';
import { ledger } from './control/ledger.ts';
import { paymentRoutes } from './control/payment-routes.ts';
import { payoutRoutes } from './control/payout-routes.ts';
import { readInput } from './control/read-input.ts';
import type { IssuingBank } from './payments/issuing-bank.ts';
import type { OrderedDeclines } from './payments/ordered-declines.ts';
import { type Faults, faultKinds } from './protocol/faults.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import { type DeliveryRows, webhookModes } from './webhooks/delivery-rows.ts';

export interface ControlParts {
  account: OpenAccount;
  bank: IssuingBank;
  faults: Faults;
  orderedDeclines: OrderedDeclines;
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

/** What the control server mounts under `/stripe`: a look at the books, faults, and all that others do at Stripe. */
export function createControl(parts: ControlParts): Hono {
  const { account, bank, faults, orderedDeclines, deliveries, deliveryRows } = parts;
  const app = new Hono();
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
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
  app.post('/faults', async (c) => c.json(faults.add(await readInput(c, faultInput)), 201));
  app.get('/webhooks', (c) => c.json({ mode: deliveries.mode }));
  app.post('/webhooks', async (c) => {
    deliveries.setMode((await readInput(c, modeInput)).mode);
    return c.json({ mode: deliveries.mode });
  });
  app.post('/webhooks/release', async (c) => c.json(await deliveries.release()));
  app.route('/', cardRoutes(account, orderedDeclines));
  app.route('/', disputeRoutes(account));
  app.route('/', paymentRoutes(account, bank));
  app.route('/', payoutRoutes(account));
  return app;
}
