import type { CardSetup } from '@marketplace/contract';
import { ApiError } from '@marketplace/contract/client';
import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { type Failure, FailureNotice } from '../billing/failure-notice.tsx';
import { failureOf, nextAction } from '../billing/use-payment.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';

export interface AddCardProps {
  /** The bank asks its owner now, over the whole page; or has done. */
  onBank: (asks: boolean) => void;
  onDone: () => void;
}

/** Saves a card: nothing is charged, the bank may ask who it is. */
export function AddCardForm({ onBank, onDone }: AddCardProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [error, setError] = useState<ApiError>();
  const inFlight = useRef(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (inFlight.current || !ready || !stripe || !elements) return;
    inFlight.current = true;
    setBusy(true);
    setFailure(undefined);
    setError(undefined);
    save({ stripe, elements, onBank })
      .then((refused) => (refused ? setFailure(refused) : onDone()))
      .catch((cause) => (cause instanceof ApiError ? setError(cause) : setFailure(unsent)))
      .finally(() => {
        inFlight.current = false;
        setBusy(false);
      });
  };
  return (
    <form onSubmit={submit} className="grid gap-4" aria-label="New card">
      <div className="min-h-40">
        <PaymentElement options={{ layout: 'tabs', terms: { card: 'never' } }} onReady={() => setReady(true)} />
      </div>
      <p className="text-small text-text-2">
        By saving it you allow that it is charged for top-ups that you start, and for automatic ones once you switch
        them on. Nothing is charged now.
      </p>
      <FailureNotice failure={failure} cost="The card was not saved, and nothing was charged." />
      <ProblemNotice error={error} urgent />
      <Button
        type="submit"
        kind="primary"
        busy={busy}
        disabledReason={ready ? undefined : 'The card form is loading.'}
        className="justify-self-start"
      >
        Save card
      </Button>
    </form>
  );
}

const unsent: Failure = { code: 'api_connection_error', message: 'The card could not be sent.' };

interface Saving {
  stripe: Stripe;
  elements: StripeElements;
  onBank: (asks: boolean) => void;
}

async function save({ stripe, elements, onBank }: Saving): Promise<Failure | undefined> {
  const checked = await elements.submit();
  if (checked.error) return failureOf(checked.error);
  const made = await stripe.createPaymentMethod({ elements });
  if (made.error) return failureOf(made.error);
  const request = { body: { paymentMethodId: made.paymentMethod.id }, idempotencyKey: crypto.randomUUID() };
  let setup = await api('createPaymentMethod', request);
  if (setup.status === 'requires_action') {
    onBank(true);
    const refused = await nextAction(stripe, setup.clientSecret ?? '').finally(() => onBank(false));
    if (refused) return failureOf(refused);
    // A repeat asks how it stands now.
    setup = await api('createPaymentMethod', request);
  }
  await refresh('listPaymentMethods');
  return setup.status === 'failed' || setup.status === 'cancelled' ? failureIn(setup) : undefined;
}

const failureIn = (setup: CardSetup): Failure => setup.failure ?? { code: setup.status, message: '' };
