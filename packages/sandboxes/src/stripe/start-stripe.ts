import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { openState } from '../state.ts';
import { type Account, noCause, type Outcome, openAccount } from './account.ts';
import { createApi } from './api.ts';
import { createBrowserFiles } from './browser-files.ts';
import { createControl } from './control.ts';
import { ObjectStore } from './object-store.ts';
import { createOutcomes } from './outcomes.ts';
import { createPages } from './pages.ts';
import { settleBankPayment } from './payments/bank-payments.ts';
import { endOverdue } from './payments/disputes.ts';
import type { IssuingBank } from './payments/issuing-bank.ts';
import { createOrderedDeclines } from './payments/ordered-declines.ts';
import { arrive } from './payments/payouts.ts';
import { completeRefund, failRefund } from './payments/refunds.ts';
import { createFaults } from './protocol/faults.ts';
import { createIdempotencyKeys } from './protocol/idempotency.ts';
import { addEndpoint } from './resources/webhook-endpoints.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { createDeliveryRows } from './webhooks/delivery-rows.ts';

export interface StripeOptions extends SandboxOptions {
  secretKey: string;
  publishableKey: string;
  /** Signs the deliveries to `webhookUrl`. */
  webhookSecret: string;
  /** Where all events go; without one they are kept and listed only. */
  webhookUrl?: string;
}

export interface StripeSandbox extends Sandbox {
  control: Hono;
  setWebhookUrl(url: string): void;
}

const configuredEndpoint = 'we_configured';

/** Starts a stand-in for Stripe's API, webhooks and stripe.js that Stripe's own clients use unmodified. */
export async function startStripe(options: StripeOptions): Promise<StripeSandbox> {
  const state = openState(options.dataDir, 'stripe');
  const { clock } = options;
  const orderedDeclines = createOrderedDeclines();
  const bank: IssuingBank = { mode: 'answering' };
  let url = '';
  const deliveryRows = createDeliveryRows(state);
  const deliveries = new Deliveries(deliveryRows, new ObjectStore(state), clock);
  const outcomes = createOutcomes({
    state,
    clock,
    happen: (outcome, id) => account.transact(() => settle(account.causedBy(noCause), outcome, id)),
  });
  const account = openAccount({
    state,
    clock,
    url: () => url,
    queueEvent: (event) => deliveries.queue(event),
    queueOutcome: outcomes.queue,
    takeDecline: orderedDeclines.take,
    committed: () => deliveries.wake(),
  });
  const setWebhookUrl = (target: string) =>
    account.transact(() => configureEndpoint(account.causedBy(noCause), target, options.webhookSecret));
  if (options.webhookUrl) setWebhookUrl(options.webhookUrl);

  const faults = createFaults();
  const idempotencyKeys = createIdempotencyKeys(state, clock.now);
  const app = new Hono();
  app.route('/', createApi({ account, keys: options, idempotencyKeys, faults }) as unknown as Hono);
  app.route('/', createPages(account, bank));
  app.route('/', createBrowserFiles());

  const { server, port } = await listen(app, options.port);
  url = `http://localhost:${port}`;
  outcomes.resume();
  deliveries.resume();

  return {
    url,
    port,
    control: createControl({ account, bank, faults, orderedDeclines, deliveries, deliveryRows }),
    setWebhookUrl,
    async close() {
      outcomes.close();
      await deliveries.close();
      await closeServer(server);
      state.close();
    },
  };
}

function settle(account: Account, outcome: Outcome, id: string): void {
  const intent = account.objects.get('payment_intent', id);
  const refund = account.objects.get('refund', id);
  const dispute = account.objects.get('dispute', id);
  const payout = account.objects.get('payout', id);
  if (outcome === 'payout-arrives' && payout) arrive(account, payout);
  if (outcome === 'dispute-overdue' && dispute) endOverdue(account, dispute);
  if (outcome === 'bank-payment' && intent) settleBankPayment(account, intent);
  if (outcome === 'refund-succeeds' && refund) completeRefund(account, refund);
  if (outcome === 'refund-fails' && refund) failRefund(account, refund);
}

/** Undelivered events follow the endpoint to its new address. */
function configureEndpoint(account: Account, url: string, secret: string): void {
  const known = account.objects.get('webhook_endpoint', configuredEndpoint);
  if (known) {
    account.objects.save({ ...known, url });
    account.objects.mark(known.id, { signingSecret: secret });
  } else {
    addEndpoint(account, { id: configuredEndpoint, url, enabledEvents: ['*'], secret });
  }
}

function listen(app: Hono, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve({ server, port: address.port }),
    );
    server.once('error', reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
