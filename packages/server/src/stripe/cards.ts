import type { CardSetup, StoredCard } from '@marketplace/core/payments';
import Stripe from 'stripe';
import { reach, refusalCode } from './errors.ts';

export interface CardGateway {
  /** Starts to save a card, at once when a method is given. Repeating it for the same setup starts no second one. */
  startSetup(setup: StartSetup): Promise<CardSetup>;
  getSetup(setupIntentId: string): Promise<CardSetup>;
  /** All cards of a customer as they are now; undefined when there is no such customer any more. */
  readCards(customerId: string): Promise<CustomerCards | undefined>;
  /** Takes a card off its customer; one that is off already is fine. */
  detachCard(methodId: string): Promise<void>;
  /** False when Stripe refuses it, as it does for a card that is gone. */
  setDefaultCard(customerId: string, methodId: string | undefined): Promise<boolean>;
  /** Whom we made a customer for; undefined when it is not ours or unknown. */
  userOfCustomer(customerId: string): Promise<string | undefined>;
}

export interface StartSetup {
  setupId: string;
  userId: string;
  customerId: string;
  paymentMethodId: string | undefined;
}

export interface CustomerCards {
  cards: StoredCard[];
  defaultId: string | undefined;
}

/** More than anybody saves; a bound all the same. */
const MOST_CARDS = 300;

export const cardGateway = (stripe: Stripe): CardGateway => ({
  startSetup: (setup) => startSetup(stripe, setup),
  getSetup: (setupIntentId) => reach(async () => setupOf(await stripe.setupIntents.retrieve(setupIntentId))),
  readCards: (customerId) => readCards(stripe, customerId),
  async detachCard(methodId) {
    try {
      await reach(() => stripe.paymentMethods.detach(methodId));
    } catch (error) {
      if (refusalCode(error) === undefined || (await isAttached(stripe, methodId))) throw error;
    }
  },
  async setDefaultCard(customerId, methodId) {
    const change = { invoice_settings: { default_payment_method: methodId ?? '' } };
    try {
      await reach(() => stripe.customers.update(customerId, change));
      return true;
    } catch (error) {
      if (refusalCode(error) === undefined) throw error;
      return false;
    }
  },
  async userOfCustomer(customerId) {
    const customer = await findCustomer(stripe, customerId);
    return customer?.metadata.user_id;
  },
});

async function startSetup(stripe: Stripe, setup: StartSetup): Promise<CardSetup> {
  const params: Stripe.SetupIntentCreateParams = {
    customer: setup.customerId,
    usage: 'off_session',
    allowed_payment_method_types: ['card'],
    metadata: { card_setup_id: setup.setupId, user_id: setup.userId },
    ...(setup.paymentMethodId ? { payment_method: setup.paymentMethodId, confirm: true, use_stripe_sdk: true } : {}),
  };
  return reach(async () => {
    try {
      return setupOf(await stripe.setupIntents.create(params, { idempotencyKey: `card-setup:${setup.setupId}` }));
    } catch (error) {
      // A declined card is an answer, not a fault: the intent exists and says why.
      if (error instanceof Stripe.errors.StripeCardError && error.setup_intent) return setupOf(error.setup_intent);
      throw error;
    }
  });
}

async function readCards(stripe: Stripe, customerId: string): Promise<CustomerCards | undefined> {
  const customer = await findCustomer(stripe, customerId);
  if (!customer) return undefined;
  const cards: StoredCard[] = [];
  await reach(async () => {
    for await (const method of stripe.customers.listPaymentMethods(customerId, { type: 'card', limit: 100 })) {
      cards.push(...storedCard(method));
      if (cards.length >= MOST_CARDS) break;
    }
  });
  const preset = customer.invoice_settings.default_payment_method;
  return { cards, defaultId: (typeof preset === 'string' ? preset : preset?.id) ?? undefined };
}

async function findCustomer(stripe: Stripe, customerId: string): Promise<Stripe.Customer | undefined> {
  try {
    const customer = await reach(() => stripe.customers.retrieve(customerId));
    return customer.deleted ? undefined : customer;
  } catch (error) {
    if (refusalCode(error) === 'resource_missing') return undefined;
    throw error;
  }
}

async function isAttached(stripe: Stripe, methodId: string): Promise<boolean> {
  try {
    return (await reach(() => stripe.paymentMethods.retrieve(methodId))).customer !== null;
  } catch (error) {
    if (refusalCode(error) === 'resource_missing') return false;
    throw error;
  }
}

function storedCard({ id, card, created }: Stripe.PaymentMethod): StoredCard[] {
  if (!card) return [];
  return [
    {
      methodId: id,
      fingerprint: card.fingerprint ?? undefined,
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
      createdMs: created * 1000,
    },
  ];
}

/** Our words for a setup of the API or of an event. */
export function setupOf(intent: Stripe.SetupIntent): CardSetup {
  const error = intent.last_setup_error;
  const method = intent.payment_method;
  return {
    setupIntentId: intent.id,
    status: setupStatus(intent),
    clientSecret: intent.client_secret ?? undefined,
    paymentMethodId: (typeof method === 'string' ? method : method?.id) ?? undefined,
    setupId: intent.metadata?.card_setup_id,
    failure: error
      ? {
          code: error.decline_code ?? error.code ?? 'card_declined',
          message: error.message ?? 'The card was declined.',
        }
      : undefined,
  };
}

function setupStatus(intent: Stripe.SetupIntent): CardSetup['status'] {
  switch (intent.status) {
    case 'succeeded':
      return 'saved';
    case 'processing':
      return 'processing';
    case 'requires_action':
    case 'requires_confirmation':
      return 'requires_action';
    case 'canceled':
      return 'cancelled';
    default:
      return intent.last_setup_error ? 'failed' : 'requires_card';
  }
}
