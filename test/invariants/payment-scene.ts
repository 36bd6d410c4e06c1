import { createHmac, randomUUID } from 'node:crypto';
import type { Transaction } from '../../packages/contract/src/balance.ts';
import { type Scene, type Stranger, startScene, usd } from './scene.ts';

export interface Charge {
  paymentIntent: string;
  amount: number;
  status: string;
  metadata: { top_up_id?: string };
}

export interface CardAtStripe {
  id: string;
  email: string;
  last4: string;
  isDefault: boolean;
}

export type WebhookMode = 'normal' | 'hold' | 'duplicate' | 'reverse' | 'drop';

/** A scene with the card processor's switches and books at hand. */
export interface PaymentScene extends Scene {
  /** How events are delivered from now on. */
  mode(mode: WebhookMode): Promise<unknown>;
  /** What happens to the next request that makes a payment, or to the next on another route. */
  fault(kind: string, ms: number, route?: string): Promise<unknown>;
  /** Delivers what was held, as `as` says, and lets the settlement job work on it. */
  release(as: 'normal' | 'duplicate' | 'reverse'): Promise<void>;
  /** What the card was charged for a top-up, by the processor's books. */
  chargesOf(topUpId: string): Promise<Charge[]>;
  /** The cards of a person, by the processor's books. */
  cardsOf(person: Stranger): Promise<CardAtStripe[]>;
  /** An object of the processor's API, such as `payment_intents/pi_1`; with a form something is done to it. */
  stripeObject(path: string, form?: Record<string, string>): Promise<Record<string, unknown>>;
  creditsOf(person: Stranger): Promise<Transaction[]>;
  /** What waits for the operator about a top-up or payment. */
  tasksOn(subject: string): Promise<{ kind: string; detail: string }[]>;
  postEvent(payload: string, signature: string): Promise<Response>;
  sign(payload: string, atSeconds?: number, secret?: string): string;
}

export async function startPaymentScene(): Promise<PaymentScene> {
  const scene = await startScene();
  const { control, house, admin } = scene;
  const mode = (as: WebhookMode) => control.post('/stripe/webhooks', { mode: as });
  return {
    ...scene,
    mode,
    fault: (kind, ms, route = 'POST /v1/payment_intents') => control.post('/stripe/faults', { route, kind, ms }),
    async release(as) {
      await mode(as);
      await control.post('/stripe/webhooks/release');
      await scene.runJobs();
    },
    chargesOf: async (topUpId) =>
      (await control.get<{ charges: Charge[] }>('/stripe/ledger')).charges.filter(
        ({ metadata, status }) => metadata.top_up_id === topUpId && status === 'succeeded',
      ),
    cardsOf: async ({ email }) =>
      (await control.get<{ items: CardAtStripe[] }>('/stripe/cards')).items.filter((card) => card.email === email),
    stripeObject: async (path, form) => {
      const answer = await fetch(`${house.sandboxes.urls.stripe}/v1/${path}`, {
        headers: { authorization: 'Bearer sk_test_sandbox' },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
    creditsOf: async (person) => (await person.call('listTransactions', { query: { kind: 'top_up' } })).items,
    tasksOn: async (subject) =>
      (await admin.query('select kind, detail from operator_tasks where subject = $1', [subject])).rows,
    postEvent: (payload, signature) =>
      fetch(`${house.url}/api/v1/payments/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': signature },
        body: payload,
      }),
    sign(payload, atSeconds = Math.floor(house.sandboxes.clock.now() / 1000), secret = 'whsec_sandbox') {
      const digest = createHmac('sha256', secret).update(`${atSeconds}.${payload}`).digest('hex');
      return `t=${atSeconds},v1=${digest}`;
    },
  };
}

export const available = async (person: Stranger) => (await person.call('getBalance')).available.amount;

/** Saves a card under a key of its own. */
export const saveCard = (person: Stranger, paymentMethodId = 'pm_card_visa', idempotencyKey = randomUUID()) =>
  person.call('createPaymentMethod', { body: { paymentMethodId }, idempotencyKey });

export const listCards = async (person: Stranger) => (await person.call('listPaymentMethods', { query: {} })).items;

/** A request for a top-up under a key of its own. */
export const request = (amount: string, paymentMethodId = 'pm_card_visa') => ({
  body: { amount: usd(amount), paymentMethodId },
  idempotencyKey: randomUUID(),
});
