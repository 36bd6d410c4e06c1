import type { Quote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useNavigate } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { here } from '../session/return-to.ts';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { nameProblem } from './choice.ts';
import { PAYMENT_ID } from './payment-step.tsx';
import type { DeployForm } from './use-deploy-form.ts';
import type { OrderState } from './use-order.ts';

interface DeployActionProps {
  form: DeployForm;
  quote: { data: Quote | undefined; error: ApiError | null };
  stale: boolean;
  /** What the person has not chosen or accepted yet. */
  missing: string | undefined;
  order: OrderState;
}

/** The one button: sign in, go to the payment, or deploy; with the price in it, and why it cannot be pressed. */
export function DeployAction({ form, quote, stale, missing, order }: DeployActionProps) {
  const { status } = useSession();
  const navigate = useNavigate();
  if (status === 'visitor') {
    return (
      <>
        <Button kind="primary" wide onClick={() => void navigate({ to: '/sign-in', search: { returnTo: here() } })}>
          Sign in to deploy
        </Button>
        <p className="text-small text-text-3 max-lg:hidden">What you have chosen is kept.</p>
      </>
    );
  }
  if (quote.data?.balance && toUnits(quote.data.balance.missing.amount) > 0n) {
    return (
      <>
        <ProblemNotice error={order.error} />
        <p className="text-small text-text-2">
          Your balance is {formatMoney(quote.data.balance.missing)} too low for what is held while it is made.{' '}
          <a className="link" href={`#${PAYMENT_ID}`}>
            Pay by card below
          </a>
          , and it is deployed right after.
        </p>
      </>
    );
  }
  const reason = order.takenName === form.name ? 'Choose another name.' : (whyNot(form, quote, stale) ?? missing);
  return (
    <>
      <ProblemNotice error={order.error} urgent />
      <Button kind="primary" wide busy={order.busy} disabledReason={reason} onClick={order.place}>
        {quote.data ? `Deploy for ${formatMoney(quote.data.hourly, 'rate')} / hour` : 'Deploy'}
      </Button>
      <p className="text-small text-text-3">{reason ?? 'Charged by the second once it runs.'}</p>
    </>
  );
}

function whyNot(form: DeployForm, quote: DeployActionProps['quote'], stale: boolean): string | undefined {
  if (quote.error) return 'There is no price for this choice.';
  if (!quote.data?.id || stale) return 'The price is being computed.';
  if (nameProblem(form.name)) return 'The name needs a correction.';
  return undefined;
}
