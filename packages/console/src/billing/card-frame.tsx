import { Elements } from '@stripe/react-stripe-js';
import type { StripeElementsOptions } from '@stripe/stripe-js';
import { type ReactNode, useMemo } from 'react';
import { useTheme } from '../theme/theme.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { cardAppearance, cardFonts } from './card-appearance.ts';
import { ScriptTrouble } from './script-trouble.tsx';
import { useStripeScript } from './use-stripe-script.ts';

/** Gives card fields their surroundings, in our colours; they live in the payment provider's frame. */
export function CardFrame({ options, children }: { options: StripeElementsOptions; children: ReactNode }) {
  const script = useStripeScript();
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the theme
  const appearance = useMemo(cardAppearance, [theme]);
  if (script.error) return <ScriptTrouble script={script} />;
  if (!script.data) return <Skeleton className="h-60 w-full" />;
  return (
    <Elements key={theme} stripe={script.data} options={{ ...options, appearance, fonts: cardFonts }}>
      {children}
    </Elements>
  );
}
