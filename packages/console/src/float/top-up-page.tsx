import type { TopUpPolicy } from '@marketplace/contract';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { TreasuryTabs } from '../treasury/treasury-tabs.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { DecisionTable } from './decision-table.tsx';
import { PolicyCard } from './policy-card.tsx';
import { QuestionCard } from './question-card.tsx';
import { SimulationCard } from './simulation-card.tsx';
import { StandingCard } from './standing-card.tsx';

const PAGE_SIZE = 25;

/** The policy that buys TFT without a person: how it stands, what it may do, what it would have done, what it decided. */
export function TopUpPolicyPage() {
  const [simulated, setSimulated] = useState<TopUpPolicy>();
  const policy = useApi('getTopUpPolicy', undefined, { refetchInterval: 5_000 });
  const found = policy.data;
  return (
    <Page title="Treasury">
      <TreasuryTabs />
      <ProblemNotice error={policy.error} retry={() => void policy.refetch()} />
      {!found && !policy.error && <Skeleton className="h-96 w-full" />}
      {found?.question && <QuestionCard key={found.question.id} question={found.question} />}
      {found && (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <div className="max-xl:order-2">
            <PolicyCard found={found} onSimulate={setSimulated} />
          </div>
          <StandingCard found={found} />
        </div>
      )}
      {simulated && <SimulationCard policy={simulated} />}
      <History />
    </Page>
  );
}

function History() {
  const pages = usePages({});
  const list = useApi(
    'listTopUpDecisions',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 10_000, placeholderData: (old) => old },
  );
  const found = list.data;
  return (
    <>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card
        flush
        title="What it decided"
        actions={<ExportCsv save={() => downloadCsv('listTopUpDecisions', {}, 'top-up-decisions')} />}
      >
        {list.isPending && <SkeletonRows rows={4} label="Loading the history" />}
        {found?.items.length === 0 && (
          <Empty title="It has not looked yet">
            Once a policy is saved it looks every minute; each decision stands here with its reason.
          </Empty>
        )}
        {found && found.items.length > 0 && <DecisionTable items={found.items} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
    </>
  );
}
