import type { TopUp } from '@marketplace/contract';
import type { Stripe } from '@stripe/stripe-js';
import { useState } from 'react';
import { refresh } from '../api/query.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { TimeText } from '../ui/time-text.tsx';
import { CancelTopUp } from './cancel-top-up.tsx';
import { type Failure, FailureNotice } from './failure-notice.tsx';
import { ScriptTrouble } from './script-trouble.tsx';
import { failureOf, nextAction } from './use-payment.ts';
import { useStripeScript } from './use-stripe-script.ts';

interface ConfirmStepProps {
  topUp: TopUp;
  onConfirmed: (topUp: TopUp) => void;
  onOtherCard: () => void;
}

/** A payment that was left at the bank's question: it goes on where it stopped. */
export function ConfirmStep({ topUp, onConfirmed, onOtherCard }: ConfirmStepProps) {
  const script = useStripeScript();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const amount = formatMoney(topUp.amount);
  const goOn = async (stripe: Stripe) => {
    setBusy(true);
    const refused = await nextAction(stripe, topUp.clientSecret ?? '');
    setBusy(false);
    if (!refused) return onConfirmed(topUp);
    setFailure(failureOf(refused));
    await refresh('getTopUp', 'listTopUps');
  };
  return (
    <Card title="Top up" className="self-start">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Banner family="warn" title={`Your bank asks you to confirm ${amount}`}>
          The payment was begun <TimeText at={topUp.createdAt} style="ago" /> and is not made yet. You were not charged.
          {topUp.expiresAt && (
            <>
              {' '}
              Unless you confirm it, it ends <TimeText at={topUp.expiresAt} />.
            </>
          )}
        </Banner>
        <FailureNotice failure={failure} />
        <ScriptTrouble script={script} />
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary"
            busy={busy}
            disabledReason={script.data ? undefined : 'The card processor is being asked.'}
            onClick={() => script.data && void goOn(script.data)}
          >
            Confirm {amount} with your bank
          </Button>
          <Button onClick={onOtherCard}>Use another card</Button>
          <CancelTopUp topUp={topUp} />
        </div>
      </div>
    </Card>
  );
}
