import { Elements } from '@stripe/react-stripe-js';
import { useMemo } from 'react';
import { useTheme } from '../theme/theme.ts';
import { toCents } from '../ui/amount.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { cardAppearance, cardFonts } from './card-appearance.ts';
import { CardForm, type CardFormProps } from './card-form.tsx';
import { useStripeScript } from './use-stripe-script.ts';

/** The card form for an amount with 2 decimals; it lives in the payment provider's frame. */
export function CardPayment(props: CardFormProps) {
  const script = useStripeScript();
  const theme = useTheme();
  const cents = toCents(props.amount);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the theme
  const appearance = useMemo(cardAppearance, [theme]);
  if (script.error) {
    return (
      <Banner
        family="bad"
        title={script.error.message}
        actions={
          <Button small onClick={() => void script.refetch()}>
            Try again
          </Button>
        }
      >
        You were not charged. Check your connection or a blocker of scripts.
      </Banner>
    );
  }
  if (!script.data) return <Skeleton className="h-44 w-full" />;
  return (
    <Elements
      key={theme}
      stripe={script.data}
      options={{ mode: 'payment', amount: cents, currency: 'usd', appearance, fonts: cardFonts }}
    >
      <CardForm {...props} />
    </Elements>
  );
}
