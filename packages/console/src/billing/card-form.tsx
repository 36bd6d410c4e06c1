import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { type FormEvent, useState } from 'react';
import { Checkbox } from '../ui/choice.tsx';
import { PayRow } from './pay-row.tsx';
import { type Means, type PaymentProps, usePayment } from './use-payment.ts';

/** Card fields and one button. A second press, a retry or a reload never makes a second payment of the same attempt. */
export function CardForm(props: PaymentProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [saveCard, setSaveCard] = useState(props.begun?.savesCard ?? false);
  const { busy, failure, error, other, pay } = usePayment(props);
  const start = (besides: boolean) => {
    if (props.disabledReason !== undefined || !ready || !stripe || !elements) return;
    const means: Means = {
      ask: saveCard ? { saveCard } : {},
      stripe,
      check: async () => (await elements.submit()).error,
      confirm: async (clientSecret) =>
        (
          await stripe.confirmPayment({
            elements,
            clientSecret,
            confirmParams: { return_url: location.href },
            redirect: 'if_required',
          })
        ).error,
    };
    pay(means, besides);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(false);
  };
  const keep = (wanted: boolean) => {
    setSaveCard(wanted);
    elements?.update({ setupFutureUsage: wanted ? 'off_session' : null });
  };
  return (
    <form onSubmit={submit} className="grid gap-4" aria-label="Card">
      <div className="min-h-60">
        <PaymentElement options={{ layout: 'tabs' }} onReady={() => setReady(true)} />
      </div>
      <Checkbox
        label="Save this card for later"
        help="Then it can be charged for top-ups that you start, and for automatic ones once you switch them on. You can remove it at any time."
        checked={saveCard}
        onChange={(event) => keep(event.currentTarget.checked)}
      />
      <PayRow
        action={props.action}
        busy={busy}
        failure={failure}
        error={error}
        other={other}
        onBesides={() => start(true)}
        disabledReason={props.disabledReason}
        waitReason={ready ? undefined : 'The card form is loading.'}
      />
    </form>
  );
}
