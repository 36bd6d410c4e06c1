import type { Balance, TopUp } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Banner } from '../ui/banner.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { formatMoney } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { TopUpPhase } from './use-top-up.ts';

interface TopUpOutcomeProps {
  topUp: TopUp;
  phase: TopUpPhase;
  balance: Balance | undefined;
  onAgain: () => void;
}

/** What became of a payment: processing, then the new balance by itself, or what went wrong. */
export function TopUpOutcome({ topUp, phase, balance, onAgain }: TopUpOutcomeProps) {
  const amount = formatMoney(topUp.amount);
  return (
    <Card title="Top-up" className="self-start">
      <div className="grid gap-4">
        {phase === 'processing' && (
          <Banner family="busy" title={`Processing ${amount}`}>
            The payment was accepted. The amount appears in your balance as soon as it is settled: for a card within
            seconds, for a bank account within some days. You can leave this page.
          </Banner>
        )}
        {phase === 'succeeded' && (
          <Banner family="ok" title={`${amount} was added`}>
            {balance && (
              <>
                Your balance is <MoneyText money={balance.available} />. A receipt is on its way to your e-mail address.
              </>
            )}
          </Banner>
        )}
        {phase === 'cancelled' && (
          <Banner family="off" title={`The payment of ${amount} was cancelled`}>
            You were not charged, and your balance is unchanged.
            {topUp.cancelReason === 'not_finished' && ' It was not finished within 24 hours.'}
          </Banner>
        )}
        <KeyValues
          facts={[
            ['Amount', <MoneyText key="amount" money={topUp.amount} />],
            ['Begun', <TimeText key="begun" at={topUp.createdAt} />],
            ...(topUp.settledAt ? [['Settled', <TimeText key="settled" at={topUp.settledAt} />] as const] : []),
            [
              'Top-up',
              <code key="id" className="font-mono text-mono break-all">
                {topUp.id}
              </code>,
            ],
          ]}
        />
        {phase !== 'processing' && (
          <div className="flex flex-wrap gap-2">
            {phase === 'succeeded' && (
              <Link to="/deploy" className={buttonClass({ kind: 'primary' })}>
                Deploy
              </Link>
            )}
            <Button kind={phase === 'succeeded' ? 'secondary' : 'primary'} onClick={onAgain}>
              Top up again
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
