import type { TopUp } from '@marketplace/contract';
import { ApiError } from '@marketplace/contract/client';
import type { Stripe, StripeError } from '@stripe/stripe-js';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import type { Failure } from './failure-notice.tsx';
import {
  type Attempt,
  forgetAttempt,
  type NewTopUp,
  OtherPaymentError,
  type SentTopUp,
  sendTopUp,
} from './top-up-attempt.ts';

export interface PaymentProps {
  /** Dollars with 2 decimals. */
  amount: string;
  /** The button's words, with the amount in them. */
  action: string;
  /** A top-up that was begun before; it is paid while the amount is the same, so that it cannot be paid twice. */
  begun?: TopUp | undefined;
  /** Why it cannot be paid now. */
  disabledReason?: string | undefined;
  /** Exists now, not yet paid: the address can carry it. */
  onBegun: (topUp: TopUp) => void;
  /** Another payment is under way, and the person is asked whether this one is wanted besides. */
  onAsked?: ((asked: boolean) => void) | undefined;
  /** The payment was accepted; the settlement follows by itself. */
  onConfirmed: (topUp: TopUp) => void;
}

/** What is paid with. */
export interface Means {
  /** What a new top-up is asked with, besides the amount. */
  ask: Pick<NewTopUp, 'paymentMethodId' | 'saveCard'>;
  stripe: Stripe;
  /** What is wrong with what was typed, before anything is sent. */
  check?: () => Promise<StripeError | undefined>;
  /** Pays a top-up that waits for a card; asks the bank's questions on the way. */
  confirm: (clientSecret: string) => Promise<StripeError | undefined>;
}

/** Pays once, whatever is pressed how often; a declined top-up is tried again with the next card. */
export function usePayment({ amount, begun, onBegun, onAsked, onConfirmed }: PaymentProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [error, setError] = useState<ApiError>();
  const [other, setOther] = useState<Attempt>();
  const inFlight = useRef(false);

  const run = async (means: Means, besides: boolean): Promise<Failure | undefined> => {
    const wrong = await means.check?.();
    if (wrong) return failureOf(wrong);
    const usable = begun && isUsable(begun, amount, means.ask) ? begun : undefined;
    if (begun && !usable) cancelQuietly(begun);
    const { topUp, known } = usable
      ? { topUp: usable, known: true }
      : await begin({ amount: { currency: 'USD', amount }, ...means.ask }, besides);
    onBegun(topUp);
    const refused = await finish(topUp, means, known);
    if (refused) await refresh('getTopUp');
    else onConfirmed(topUp);
    return refused;
  };
  const ask = (attempt: Attempt | undefined) => {
    setOther(attempt);
    onAsked?.(attempt !== undefined);
  };
  /** `besides`: though another payment is under way. */
  const pay = (means: Means, besides = false) => {
    if (inFlight.current) return;
    inFlight.current = true;
    setBusy(true);
    setFailure(undefined);
    setError(undefined);
    ask(undefined);
    run(means, besides)
      .then(setFailure)
      .catch((cause) => {
        if (cause instanceof OtherPaymentError) ask(cause.other);
        else if (cause instanceof ApiError) setError(cause);
        else setFailure(unsent);
      })
      .finally(() => {
        inFlight.current = false;
        setBusy(false);
      });
  };
  return { busy, failure, error, other, pay };
}

const unsent: Failure = { code: 'api_connection_error', message: 'The payment could not be sent.' };

export const failureOf = (error: StripeError): Failure => ({
  code: error.decline_code ?? error.code ?? error.type,
  message: error.message ?? '',
});

/** A top-up that was cancelled meanwhile is over: this press is another. */
async function begin(body: NewTopUp, besides: boolean): Promise<SentTopUp> {
  const sent = await sendTopUp(body, { besides });
  if (sent.topUp.status !== 'cancelled') return sent;
  forgetAttempt(sent.topUp.id);
  return sendTopUp(body, { besides });
}

/** `known`: it waits for another try with these means. Else the server has tried them, if it could. */
async function finish(topUp: TopUp, means: Means, known: boolean): Promise<Failure | undefined> {
  if (topUp.status === 'processing' || topUp.status === 'succeeded') return undefined;
  if (topUp.status === 'failed' && !known) return topUp.failure;
  const clientSecret = topUp.clientSecret ?? '';
  const asked = topUp.status === 'requires_action' && !known;
  const refused = asked ? await nextAction(means.stripe, clientSecret) : await means.confirm(clientSecret);
  return refused && failureOf(refused);
}

/** Shows what the bank asks for a payment that the server began. */
export async function nextAction(stripe: Stripe, clientSecret: string): Promise<StripeError | undefined> {
  return (await stripe.handleNextAction({ clientSecret })).error;
}

function isUsable(begun: TopUp, amount: string, { paymentMethodId, saveCard = false }: Means['ask']): boolean {
  const open = begun.status.startsWith('requires') || begun.status === 'failed';
  const sameUse = paymentMethodId !== undefined || begun.savesCard === saveCard;
  return open && sameUse && begun.clientSecret !== undefined && toTwo(begun) === amount;
}

/** Another amount is another top-up; the one that is left cannot be paid any more. */
function cancelQuietly(begun: TopUp): void {
  forgetAttempt(begun.id);
  if (begun.status === 'succeeded' || begun.status === 'processing') return;
  void api('cancelTopUp', { params: { id: begun.id } }).catch(() => undefined);
}

const toTwo = (topUp: TopUp): string => topUp.amount.amount.replace(/0{5}$/, '');
