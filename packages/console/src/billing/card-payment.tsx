import { toCents } from '../ui/amount.ts';
import { CardForm } from './card-form.tsx';
import { CardFrame } from './card-frame.tsx';
import type { PaymentProps } from './use-payment.ts';

/** The card form for an amount with 2 decimals. */
export function CardPayment(props: PaymentProps) {
  const saved = props.begun?.savesCard ? ({ setupFutureUsage: 'off_session' } as const) : {};
  return (
    <CardFrame options={{ mode: 'payment', amount: toCents(props.amount), currency: 'usd', ...saved }}>
      <CardForm {...props} />
    </CardFrame>
  );
}
