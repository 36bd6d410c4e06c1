import type { TopUpDecision } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { AssetText } from '../treasury/asset-text.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { triggerWords } from './float-words.ts';

/** What the policy asks before it spends: what it costs, what comes of it, and the two answers. */
export function QuestionCard({ question }: { question: TopUpDecision }) {
  const [key] = useState(() => crypto.randomUUID());
  const answered = { onSettled: () => refresh('getTopUpPolicy', 'listTopUpDecisions', 'listTasks') };
  const params = { id: question.id };
  const approve = useMutation<unknown, ApiError>({
    ...answered,
    mutationFn: () => api('approveTopUp', { params, idempotencyKey: key }),
  });
  const decline = useMutation<unknown, ApiError>({
    ...answered,
    mutationFn: () => api('declineTopUp', { params, body: {} }),
  });
  return (
    <Card title="It asks you before it spends">
      <div className="grid gap-4">
        <KeyValues
          facts={[
            ['Spends', question.spendUsdc && <AssetText key="spend" amount={question.spendUsdc} asset="USDC" />],
            ['Should bring', question.expectedTft && <TftText key="expected" amount={question.expectedTft} />],
            ['Why', triggerWords(question.trigger ?? '')],
            ['Asks until', question.expiresAt && <TimeText key="until" at={question.expiresAt} />],
          ]}
        />
        <ProblemNotice error={approve.error ?? decline.error} />
        <div className="flex flex-wrap gap-3">
          <Button
            kind="primary"
            busy={approve.isPending}
            disabledReason={decline.isPending ? 'Your answer is on its way.' : undefined}
            onClick={() => approve.mutate()}
          >
            {`Spend ${Number(question.spendUsdc ?? 0).toFixed(2)} USDC`}
          </Button>
          <Button
            busy={decline.isPending}
            disabledReason={approve.isPending ? 'Your answer is on its way.' : undefined}
            onClick={() => decline.mutate()}
          >
            Decline
          </Button>
        </div>
      </div>
    </Card>
  );
}
