import { CardFrame } from '../billing/card-frame.tsx';
import { AddCardForm, type AddCardProps } from './add-card-form.tsx';

/** Card fields of the payment provider, for saving and not for paying. */
export function AddCard(props: AddCardProps) {
  return (
    <div className="p-4">
      <CardFrame
        options={{
          mode: 'setup',
          currency: 'usd',
          allowedPaymentMethodTypes: ['card'],
          paymentMethodCreation: 'manual',
        }}
      >
        <AddCardForm {...props} />
      </CardFrame>
    </div>
  );
}
