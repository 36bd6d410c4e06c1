import type { TopUp } from '@marketplace/contract';
import { ApiError } from '@marketplace/contract/client';
import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

export interface CardFormProps {
  /** Dollars with 2 decimals. */
  amount: string;
  /** The button's words, with the amount in them. */
  action: string;
  /** A top-up that was begun before; used while the amount is the same. */
  begun?: TopUp | undefined;
  /** Why it cannot be paid now. */
  disabledReason?: string | undefined;
  /** Exists now, not yet paid: the address can carry it. */
  onBegun: (topUp: TopUp) => void;
  /** The card was accepted; the settlement follows by itself. */
  onConfirmed: (topUp: TopUp) => void;
}

/** Card fields and one button. A second press, a retry or a reload never makes a second payment of the same attempt. */
export function CardForm({ amount, action, begun, disabledReason, onBegun, onConfirmed }: CardFormProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [error, setError] = useState<ApiError>();
  const beginTopUp = useBeginTopUp(begun);
  const inFlight = useRef(false);

  const pay = async () => {
    if (!stripe || !elements) return;
    const checked = await elements.submit();
    if (checked.error) return setRefused(checked.error.message);
    const topUp = await beginTopUp(amount);
    onBegun(topUp);
    const { error: declined } = await stripe.confirmPayment({
      elements,
      clientSecret: topUp.clientSecret ?? '',
      confirmParams: { return_url: location.href },
      redirect: 'if_required',
    });
    if (declined) setRefused(declined.message ?? 'The card was not accepted.');
    else onConfirmed(topUp);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (inFlight.current || disabledReason !== undefined || !ready) return;
    inFlight.current = true;
    setBusy(true);
    setRefused(undefined);
    setError(undefined);
    pay()
      .catch((cause) => (cause instanceof ApiError ? setError(cause) : setRefused('The payment could not be sent.')))
      .finally(() => {
        inFlight.current = false;
        setBusy(false);
      });
  };
  return (
    <form onSubmit={submit} className="grid gap-4" aria-label="Card">
      <div className="min-h-40">
        <PaymentElement options={{ layout: 'tabs' }} onReady={() => setReady(true)} />
      </div>
      {refused && (
        <Banner family="bad" urgent title={refused}>
          You were not charged. Correct it or use another card, then pay again.
        </Banner>
      )}
      <ProblemNotice error={error} urgent />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          kind="primary"
          busy={busy}
          disabledReason={disabledReason ?? (ready ? undefined : 'The card form is loading.')}
        >
          {action}
        </Button>
        {disabledReason && <p className="text-small text-text-3">{disabledReason}</p>}
      </div>
    </form>
  );
}

/** Makes the top-up of an amount once; declined cards are tried again on the same one. */
function useBeginTopUp(begun: TopUp | undefined) {
  const attempt = useRef<{ amount: string; key: string; topUp?: TopUp }>(undefined);
  return async (amount: string): Promise<TopUp> => {
    if (attempt.current?.amount !== amount) {
      const usable = begun?.clientSecret && begun.status.startsWith('requires') && toTwo(begun) === amount;
      attempt.current = { amount, key: crypto.randomUUID(), ...(usable ? { topUp: begun } : {}) };
    }
    const { key, topUp } = attempt.current;
    if (topUp) return topUp;
    const made = await api('createTopUp', { body: { amount: { currency: 'USD', amount } }, idempotencyKey: key });
    attempt.current.topUp = made;
    return made;
  };
}

const toTwo = (topUp: TopUp): string => topUp.amount.amount.replace(/0{5}$/, '');
