import type { AllianceDetail } from '@marketplace/contract';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AgreementCard } from './agreement-card.tsx';
import { AgreementForm } from './agreement-form.tsx';
import { useOwnAlliance } from './use-alliance.ts';

const PAGE_SIZE = 20;

/** How earnings are divided: every version with everybody's consent, the latest first. */
export function AgreementsTab() {
  const alliance = useOwnAlliance();
  const params = { id: alliance.id };
  const pages = usePages('agreements');
  const [proposing, setProposing] = useState(false);
  const list = useApi(
    'listAllianceAgreements',
    { params, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 10_000 },
  );
  const items = list.data?.items;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-text-2">
          The provider share of each hour is divided by the version that was in force in that hour. What was earned
          before stays as it was.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {items && items.length > 0 && (
            <ExportCsv save={() => downloadCsv('listAllianceAgreements', {}, 'alliance-agreements', params)} />
          )}
          <Button
            kind="primary"
            disabledReason={hindrance(alliance, items?.some(({ state }) => state === 'proposed') ?? false)}
            onClick={() => setProposing(true)}
          >
            Propose a version
          </Button>
        </div>
      </div>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && (
        <Card flush>
          <SkeletonRows rows={3} label="Loading the agreements" />
        </Card>
      )}
      {items?.length === 0 && (
        <Card flush>
          <Empty title="Nothing is agreed yet">
            Until the members agree, what a node earns belongs to its provider alone. A version holds from a day to
            come.
          </Empty>
        </Card>
      )}
      {items?.map((agreement) => (
        <AgreementCard key={agreement.id} alliance={alliance} agreement={agreement} />
      ))}
      {list.data && (list.data.nextCursor !== null || pages.number > 0) && (
        <Card flush>
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        </Card>
      )}
      <SidePanel title="Propose a version" open={proposing} onClose={() => setProposing(false)}>
        {proposing && <AgreementForm alliance={alliance} onDone={() => setProposing(false)} />}
      </SidePanel>
    </>
  );
}

/** Why nothing can be proposed now; undefined when it can. */
function hindrance({ state, viewer }: AllianceDetail, open: boolean): string | undefined {
  if (state !== 'active') return 'The alliance is not active.';
  if (!viewer?.membership?.mayVote) return 'You gave notice: you do not propose any more.';
  return open ? 'One proposal at a time: the last one is not decided yet.' : undefined;
}
