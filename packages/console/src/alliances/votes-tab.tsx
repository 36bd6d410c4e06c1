import type { AllianceDetail, AllianceVote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
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
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { changeLines, governanceWords, voteStatus, voteTitle } from './alliance-words.ts';
import { refreshAlliance, useOwnAlliance } from './use-alliance.ts';
import { VoteForm } from './vote-form.tsx';

const PAGE_SIZE = 20;

/** Questions to the members with everybody's answer, the latest first. */
export function VotesTab() {
  const alliance = useOwnAlliance();
  const params = { id: alliance.id };
  const pages = usePages('votes');
  const [asking, setAsking] = useState<'settings' | 'dissolve'>();
  const list = useApi(
    'listAllianceVotes',
    { params, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 10_000 },
  );
  const items = list.data?.items;
  const mayAsk = alliance.viewer?.membership?.mayVote ?? false;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-text-2">Rule: {governanceWords[alliance.governance].toLowerCase()}.</p>
        <div className="flex flex-wrap items-center gap-2">
          {items && items.length > 0 && (
            <ExportCsv save={() => downloadCsv('listAllianceVotes', {}, 'alliance-votes', params)} />
          )}
          {mayAsk && (
            <>
              <Button onClick={() => setAsking('dissolve')}>Ask to dissolve</Button>
              <Button onClick={() => setAsking('settings')}>Ask for a change</Button>
            </>
          )}
        </div>
      </div>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && (
        <Card flush>
          <SkeletonRows rows={3} label="Loading the votes" />
        </Card>
      )}
      {items?.length === 0 && (
        <Card flush>
          <Empty title="Nothing was voted on yet">
            {alliance.state === 'proposed'
              ? 'Once the alliance is active its members vote on whoever joins, on changes of the terms, on expelling a member and on its end.'
              : 'Members vote on whoever joins, on changes of the terms, on expelling a member and on the end of the alliance.'}
          </Empty>
        </Card>
      )}
      {items?.map((vote) => (
        <VoteCard key={vote.id} alliance={alliance} vote={vote} />
      ))}
      {list.data && (list.data.nextCursor !== null || pages.number > 0) && (
        <Card flush>
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        </Card>
      )}
      <SidePanel
        title={asking === 'dissolve' ? `Dissolve ${alliance.name}` : 'Change the terms'}
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
      >
        {asking && <VoteForm alliance={alliance} ask={{ kind: asking }} onDone={() => setAsking(undefined)} />}
      </SidePanel>
    </>
  );
}

function VoteCard({ alliance, vote }: { alliance: AllianceDetail; vote: AllianceVote }) {
  const cast = useMutation<unknown, ApiError, 'yes' | 'no'>({
    mutationFn: (choice) => api('castBallot', { params: { id: alliance.id, voteId: vote.id }, body: { choice } }),
    onSettled: () => void refreshAlliance(),
  });
  const lines = changeLines(vote.change);
  return (
    <Card title={voteTitle(vote)} actions={<StatusBadge status={voteStatus[vote.state]} />}>
      <div className="grid gap-3">
        {lines.length > 1 && (
          <ul className="list-disc ps-5">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {vote.reason && <p className="max-w-prose">“{vote.reason}”</p>}
        <p className="text-small text-text-2">
          {`${vote.openedBy}, `}
          <TimeText at={vote.openedAt} />
          {' · '}
          {vote.state === 'open' ? 'open until ' : 'closed '}
          <TimeText at={vote.state === 'open' ? vote.closesAt : (vote.decidedAt ?? vote.closesAt)} />
        </p>
        <Answers vote={vote} />
        <ProblemNotice error={cast.error} />
        {vote.youMayVote && (
          <div className="flex flex-wrap items-center gap-2">
            <Answer vote={vote} choice="yes" busy={cast.isPending} onCast={cast.mutate} />
            <Answer vote={vote} choice="no" busy={cast.isPending} onCast={cast.mutate} />
            {vote.yourChoice && (
              <span className="text-small text-text-2">You said {vote.yourChoice}; you may still change it.</span>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

interface AnswerProps {
  vote: AllianceVote;
  choice: 'yes' | 'no';
  busy: boolean;
  onCast: (choice: 'yes' | 'no') => void;
}

function Answer({ vote, choice, busy, onCast }: AnswerProps) {
  return (
    <Button
      busy={busy}
      disabledReason={vote.yourChoice === choice ? `You said ${choice} already.` : undefined}
      onClick={() => onCast(choice)}
    >
      {choice === 'yes' ? 'Yes' : 'No'}
      <span className="sr-only">: {voteTitle(vote)}</span>
    </Button>
  );
}

function Answers({ vote: { ballots, weights, state } }: { vote: AllianceVote }) {
  const named = (choice: 'yes' | 'no') =>
    ballots
      .filter((ballot) => ballot.choice === choice)
      .map(({ name, weight }) => (weight === 1 ? name : `${name} (${weight})`))
      .join(', ');
  const silent = weights.total - weights.yes - weights.no;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {(['yes', 'no'] as const).map((choice) => (
        <div key={choice} className="contents">
          <dt className="text-text-3">{choice === 'yes' ? 'Yes' : 'No'}</dt>
          <dd>
            <span className="figures">{weights[choice]}</span>
            {named(choice) && <span className="text-text-2"> · {named(choice)}</span>}
          </dd>
        </div>
      ))}
      {state === 'open' && (
        <>
          <dt className="text-text-3">Not yet</dt>
          <dd className="figures">{silent}</dd>
        </>
      )}
    </dl>
  );
}
