import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import type { PaymentProps } from './use-payment.ts';

const Loaded = lazy(() => import('./card-payment.tsx').then((module) => ({ default: module.CardPayment })));

/** The card form; its code and the processor's script come after the page, in the form's place. */
export function CardPayment(props: PaymentProps) {
  return (
    <Suspense fallback={<Skeleton className="h-44 w-full" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
