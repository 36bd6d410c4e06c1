import { Hono } from 'hono';
import type { Stripe } from 'stripe';
import { z } from 'zod';
import { noCause, type OpenAccount } from '../account.ts';
import { declineNames } from '../payments/declines.ts';
import type { OrderedDeclines } from '../payments/ordered-declines.ts';
import { detachPaymentMethod, expireCard, isExpired, makeDefault, renewCard } from '../payments/saved-cards.ts';
import { readInput, refuse } from './read-input.ts';

const declineInput = z.strictObject({
  decline: z.enum(declineNames),
  count: z.int().min(1).optional(),
  paymentMethod: z.string().optional(),
  customer: z.string().optional(),
});
const renewal = z.strictObject({
  expMonth: z.int().min(1).max(12).optional(),
  expYear: z.int().min(1970).max(9999).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});

/** Saved cards as somebody at the Stripe dashboard, a bank or a card network changes them; declines to order. */
export function cardRoutes(account: OpenAccount, orderedDeclines: OrderedDeclines): Hono {
  const app = new Hono();
  app.get('/cards', (c) => c.json({ items: savedCards(account) }));
  app.post('/cards/:id/expire', (c) => {
    const method = savedCard(account, c.req.param('id'));
    return c.json(account.transact(() => expireCard(account.causedBy(noCause), method)));
  });
  app.post('/cards/:id/renew', async (c) => {
    const { expMonth, expYear, last4 } = await readInput(c, renewal);
    const method = savedCard(account, c.req.param('id'));
    const change = {
      ...(expMonth === undefined ? {} : { exp_month: expMonth }),
      ...(expYear === undefined ? {} : { exp_year: expYear }),
      ...(last4 === undefined ? {} : { last4 }),
    };
    return c.json(account.transact(() => renewCard(account.causedBy(noCause), method, change)));
  });
  app.post('/cards/:id/detach', (c) => {
    const method = savedCard(account, c.req.param('id'));
    return c.json(account.transact(() => detachPaymentMethod(account.causedBy(noCause), method)));
  });
  app.post('/cards/:id/default', (c) => {
    const method = savedCard(account, c.req.param('id'));
    const owner = account.objects.get('customer', String(method.customer));
    if (!owner || owner.deleted) throw refuse(404, 'no customer with this card');
    return c.json(account.transact(() => makeDefault(account.causedBy(noCause), owner, method.id)));
  });

  app.get('/declines', (c) => c.json({ items: orderedDeclines.list() }));
  app.post('/declines', async (c) => c.json(orderedDeclines.add(await readInput(c, declineInput)), 201));
  app.delete('/declines', (c) => {
    orderedDeclines.clear();
    return c.json({ items: [] });
  });
  return app;
}

function savedCard(account: OpenAccount, id: string): Stripe.PaymentMethod {
  const method = account.objects.get('payment_method', id);
  if (method?.card && method.customer !== null) return method;
  throw refuse(404, 'no saved card with this id');
}

function savedCards(account: OpenAccount) {
  const view = account.causedBy(noCause);
  return account.objects.all('payment_method').flatMap((method) => {
    const { card, customer } = method;
    if (!card || customer === null) return [];
    const owner = account.objects.get('customer', String(customer));
    const isDefault = !!owner && !owner.deleted && owner.invoice_settings.default_payment_method === method.id;
    return {
      id: method.id,
      customer,
      email: owner && !owner.deleted ? owner.email : null,
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
      expired: isExpired(view, method),
      isDefault,
      fingerprint: card.fingerprint,
      created: method.created,
    };
  });
}
