import { createHash } from 'node:crypto';
import { type Payment, UNITS_PER_CENT } from '@marketplace/core/payments';
import Stripe from 'stripe';
import { bookCalls, type StripeBooks } from './books.ts';
import { type CardGateway, cardGateway } from './cards.ts';
import { disputeCalls, type StripeDisputes } from './disputes.ts';
import { reach, refusalCode } from './errors.ts';
import { type PaidCards, paidCardCalls } from './paid-card.ts';
import { refundCalls, type StripeRefunds } from './refunds.ts';
import { isSigned, readEvent, type StripeEvent } from './signed-event.ts';

export { refusedParameter, StripeUnreachableError } from './errors.ts';

export interface StripeGateway extends CardGateway, StripeRefunds, StripeDisputes, StripeBooks, PaidCards {
  /** Makes the customer of a person; repeating it gives the same one, unless that was deleted. */
  createCustomer(person: NewCustomer): Promise<string>;
  /** Starts the payment of a top-up, at once when a method is given. Repeating it for the same top-up starts no second one. */
  startPayment(topUp: StartPayment): Promise<Payment>;
  getPayment(intentId: string): Promise<Payment>;
  /** Cancels a payment and gives how it stands then: one that is paid or with the bank goes on. */
  cancelPayment(intentId: string, reason: 'requested_by_customer' | 'abandoned'): Promise<Payment>;
  /** The payment of a top-up whose start was never answered. */
  findPayment(topUp: { topUpId: string; customerId: string; createdAt: Date }): Promise<Payment | undefined>;
  /** Reads a signed event, whatever is in it; undefined when the signature does not fit. */
  readEvent(body: string, signature: string, receivedAt: Date): StripeEvent | undefined;
}

export interface NewCustomer {
  userId: string;
  email: string;
  name: string;
  /** A customer that was deleted. */
  insteadOf?: string | undefined;
}

export interface StartPayment {
  topUpId: string;
  userId: string;
  customerId: string;
  amountUnits: bigint;
  paymentMethodId: string | undefined;
  /** Keeps a new card with the customer for later payments. */
  saveCard?: boolean;
  /** Nobody is there to answer the bank's questions. */
  offSession?: boolean;
}

export function stripeGateway(options: {
  secretKey: string;
  webhookSecret: string;
  apiUrl: string | undefined;
}): StripeGateway {
  const stripe = new Stripe(options.secretKey, {
    ...endpoint(options.apiUrl),
    maxNetworkRetries: 1,
    timeout: 15_000,
    telemetry: false,
  });
  return {
    ...cardGateway(stripe),
    ...refundCalls(stripe),
    ...disputeCalls(stripe),
    ...bookCalls(stripe),
    ...paidCardCalls(stripe),
    async createCustomer({ userId, email, name, insteadOf }) {
      const customer = await reach(() =>
        stripe.customers.create(
          { email, name, metadata: { user_id: userId } },
          { idempotencyKey: `customer:${userId}:${digest(email, name, ...(insteadOf ? [insteadOf] : []))}` },
        ),
      );
      return customer.id;
    },
    startPayment: (topUp) => startPayment(stripe, topUp),
    async getPayment(intentId) {
      return paymentOf(await reach(() => stripe.paymentIntents.retrieve(intentId)));
    },
    cancelPayment: (intentId, reason) => cancelPayment(stripe, intentId, reason),
    async findPayment({ topUpId, customerId, createdAt }) {
      const since = Math.floor(createdAt.getTime() / 1000) - 60;
      return reach(async () => {
        for await (const intent of stripe.paymentIntents.list({
          customer: customerId,
          created: { gte: since },
          limit: 100,
        })) {
          if (intent.metadata.top_up_id === topUpId) return paymentOf(intent);
        }
        return undefined;
      });
    },
    readEvent: (body, signature, receivedAt) =>
      isSigned(stripe, { body, signature, secret: options.webhookSecret, receivedAt }) ? readEvent(body) : undefined,
  };
}

async function startPayment(stripe: Stripe, topUp: StartPayment): Promise<Payment> {
  const params: Stripe.PaymentIntentCreateParams = {
    amount: Number(topUp.amountUnits / UNITS_PER_CENT),
    currency: 'usd',
    customer: topUp.customerId,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { top_up_id: topUp.topUpId, user_id: topUp.userId },
    ...(topUp.saveCard ? { setup_future_usage: 'off_session' } : {}),
    ...(topUp.paymentMethodId ? { payment_method: topUp.paymentMethodId, confirm: true } : {}),
    // The page shows what the bank asks for; nobody is sent away from it.
    ...(topUp.paymentMethodId ? (topUp.offSession ? { off_session: true } : { use_stripe_sdk: true }) : {}),
  };
  return reach(async () => {
    try {
      return paymentOf(await stripe.paymentIntents.create(params, { idempotencyKey: `top-up:${topUp.topUpId}` }));
    } catch (error) {
      // A declined card is an answer, not a fault: the intent exists and says why.
      if (error instanceof Stripe.errors.StripeCardError && error.payment_intent)
        return paymentOf(error.payment_intent);
      throw error;
    }
  });
}

async function cancelPayment(
  stripe: Stripe,
  intentId: string,
  reason: 'requested_by_customer' | 'abandoned',
): Promise<Payment> {
  try {
    return paymentOf(await reach(() => stripe.paymentIntents.cancel(intentId, { cancellation_reason: reason })));
  } catch (error) {
    // It went on, or an earlier try whose answer was lost had cancelled it.
    if (refusalCode(error) !== 'payment_intent_unexpected_state') throw error;
    return paymentOf(await reach(() => stripe.paymentIntents.retrieve(intentId)));
  }
}

/** Our words for an intent of the API or of an event. */
export function paymentOf(intent: Stripe.PaymentIntent): Payment {
  const error = intent.last_payment_error;
  return {
    intentId: intent.id,
    status: statusOf(intent),
    clientSecret: intent.client_secret ?? undefined,
    failure: error
      ? {
          code: error.decline_code ?? error.code ?? 'card_declined',
          message: error.message ?? 'The card was declined.',
        }
      : undefined,
    amountCents: BigInt(intent.status === 'succeeded' ? intent.amount_received : intent.amount),
    currency: intent.currency,
    customerId: typeof intent.customer === 'string' ? intent.customer : intent.customer?.id,
    topUpId: intent.metadata.top_up_id,
  };
}

function statusOf(intent: Stripe.PaymentIntent): Payment['status'] {
  switch (intent.status) {
    case 'succeeded':
      return 'paid';
    case 'processing':
    case 'requires_capture':
      return 'processing';
    case 'requires_action':
    case 'requires_confirmation':
      return 'requires_action';
    case 'canceled':
      return 'cancelled';
    default:
      return intent.last_payment_error ? 'failed' : 'requires_payment';
  }
}

/** Stripe refuses a key with other parameters, and a person may have changed their name between two tries. */
const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

function endpoint(apiUrl: string | undefined) {
  if (apiUrl === undefined) return {};
  const { protocol, hostname, port } = new URL(apiUrl);
  return {
    protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
    host: hostname,
    port: Number(port),
  };
}
