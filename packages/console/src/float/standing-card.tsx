import type { TopUpPolicyDocument } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { AssetText } from '../treasury/asset-text.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { lasting, nextWords } from './float-words.ts';

/** What it does next, or why it does nothing. */
export function StandingCard({ found }: { found: TopUpPolicyDocument }) {
  const { status, text } = nextWords(found);
  const { next, policy } = found;
  return (
    <Card title="How it stands" actions={<StatusBadge status={status} />}>
      <div className="grid gap-4">
        <p className="max-w-prose">{text}</p>
        <KeyValues
          facts={[
            ['Usable', found.usableTft ? <TftText key="usable" amount={found.usableTft} /> : 'unknown'],
            ['Lasts', found.runway ? lasting(found.runway.hours) : 'unknown'],
            ...(next?.spendUsdc
              ? [['It would spend', <AssetText key="spend" amount={next.spendUsdc} asset="USDC" />] as const]
              : []),
            ['Spent in 24 hours', <Of key="day" amount={found.spentDayUsdc} most={policy.dayCapUsdc} />],
            ['Spent in 30 days', <Of key="month" amount={found.spentMonthUsdc} most={policy.monthCapUsdc} />],
            [
              'Can spend',
              found.walletUsdc ? (
                <AssetText key="wallet" amount={found.walletUsdc} asset="USDC" />
              ) : (
                <Link key="wallet" to="/operator/treasury" className="link">
                  Set up the account on Stellar
                </Link>
              ),
            ],
            ...(found.restsUntil ? [['Rests until', <TimeText key="rest" at={found.restsUntil} />] as const] : []),
          ]}
        />
        {found.pausedAt && <Resume at={found.pausedAt} />}
      </div>
    </Card>
  );
}

const Of = ({ amount, most }: { amount: string; most: string }) => (
  <>
    <AssetText amount={amount} asset="USDC" /> of at most <AssetText amount={most} asset="USDC" />
  </>
);

function Resume({ at }: { at: string }) {
  const resume = useMutation<TopUpPolicyDocument, ApiError>({
    mutationFn: () => api('resumeTopUpPolicy'),
    onSuccess: (document) => {
      queryClient.setQueryData(apiKey('getTopUpPolicy'), document);
      void refresh('listTopUpDecisions', 'listTasks');
    },
  });
  return (
    <div className="grid justify-items-start gap-3">
      <ProblemNotice error={resume.error} />
      <p className="text-text-2">
        Paused since <TimeText at={at} />. Look at{' '}
        <Link to="/operator/treasury/transfers" className="link">
          the transfers
        </Link>{' '}
        first.
      </p>
      <Button busy={resume.isPending} onClick={() => resume.mutate()}>
        Let it go on
      </Button>
    </div>
  );
}
