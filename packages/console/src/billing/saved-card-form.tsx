import type { PaymentMethod } from '@marketplace/contract';
import type { FormEvent } from 'react';
import { PayRow } from './pay-row.tsx';
import { ScriptTrouble } from './script-trouble.tsx';
import { type Means, type PaymentProps, usePayment } from './use-payment.ts';
import { useStripeScript } from './use-stripe-script.ts';

/** One button: the card is known. The bank may still ask its owner, in a window of its own. */
export function SavedCardForm({ card, ...props }: PaymentProps & { card: PaymentMethod }) {
  const script = useStripeScript();
  const { busy, failure, error, other, pay } = usePayment(props);
  const stripe = script.data;
  const start = (besides: boolean) => {
    if (props.disabledReason !== undefined || !stripe) return;
    const means: Means = {
      ask: { paymentMethodId: card.id },
      stripe,
      confirm: async (clientSecret) =>
        (
          await stripe.confirmPayment({
            clientSecret,
            confirmParams: { payment_method: card.stripePaymentMethodId, return_url: location.href },
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
  return (
    <form onSubmit={submit} className="grid gap-4" aria-label="Saved card">
      <ScriptTrouble script={script} />
      <PayRow
        action={props.action}
        busy={busy}
        failure={failure}
        error={error}
        other={other}
        onBesides={() => start(true)}
        disabledReason={props.disabledReason}
        waitReason={stripe ? undefined : 'The card processor is being asked.'}
      />
    </form>
  );
}
