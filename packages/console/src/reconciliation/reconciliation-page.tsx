import type { Reconciliation } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EquationCard } from './equation-card.tsx';
import { Findings } from './findings.tsx';
import { SourceFacts } from './source-facts.tsx';

const FRESH_MS = 2_000;

/** Whether our books agree with Stripe, with the chain and with themselves, and what to do where they do not. */
export function ReconciliationPage() {
  const found = useApi('getReconciliation', undefined, { refetchInterval: FRESH_MS * 5 });
  const run = useMutation<unknown, ApiError>({
    mutationFn: () => api('runReconciliation'),
    onSuccess: () => {
      // The comparisons take a few seconds; the page looks twice soon, then at its own pace.
      for (const wait of [1, 2])
        setTimeout(() => void refresh('getReconciliation', 'listReconciliationFindings'), wait * FRESH_MS);
    },
  });
  return (
    <Page
      title="Reconciliation"
      actions={
        <Button kind="primary" busy={run.isPending} onClick={() => run.mutate()}>
          Compare now
        </Button>
      }
    >
      <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      <ProblemNotice error={run.error} />
      <p role="status" className="text-small text-text-2 empty:hidden">
        {run.isSuccess ? 'All sources are being compared; what is found appears here.' : ''}
      </p>
      {found.data ? <Content found={found.data} /> : !found.error && <Skeleton className="h-64 w-full" />}
      <Findings />
    </Page>
  );
}

function Content({ found }: { found: Reconciliation }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <Card title="Sources">
        <div className="grid gap-4">
          {found.sources.map((source) => (
            <SourceFacts key={source.source} source={source} />
          ))}
        </div>
      </Card>
      <EquationCard equation={found.equation} />
    </div>
  );
}
