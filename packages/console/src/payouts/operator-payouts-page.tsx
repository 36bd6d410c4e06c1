import type { OperatorPayout, OperatorPayoutPage } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSort } from '../ui/use-sort.ts';
import { DecidePayout } from './decide-payout.tsx';
import { OperatorPayoutTable, operatorPayoutSorts } from './operator-payout-table.tsx';
import type { OperatorPayoutsSearch } from './operator-payouts-search.ts';
import { payoutStatus, payoutStatuses } from './payout-status.ts';
import { RunCard } from './run-card.tsx';
import { StartRun } from './start-run.tsx';

const PAGE_SIZE = 50;

/** What providers asked for, the run that pays it, and what became of each payout. */
export function OperatorPayoutsPage() {
  const { stage: status, run } = useSearch({ from: '/console/operator/payouts' });
  const navigate = useNavigate({ from: '/operator/payouts' });
  const [starting, setStarting] = useState(false);
  const [deciding, setDeciding] = useState<OperatorPayout>();
  const { sort, by } = useSort(operatorPayoutSorts, '-requested');
  const filter = { status, runId: run, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listAllPayouts',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 5_000, placeholderData: (old) => old },
  );
  const found = list.data;
  const waiting = found?.summary.pending.count ?? 0;
  return (
    <Page
      title="Payouts"
      actions={
        <Button
          kind="primary"
          disabledReason={waiting === 0 ? 'Nobody waits for a payout.' : undefined}
          onClick={() => setStarting(true)}
        >
          {waiting === 0 ? 'Pay payouts' : `Pay ${waiting} ${waiting === 1 ? 'payout' : 'payouts'}`}
        </Button>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Figures summary={found?.summary} />
      {run && <RunCard id={run} onClose={() => void navigate({ search: { ...(status ? { stage: status } : {}) } })} />}
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <StatusSelect
            status={status}
            onChange={(next) => void navigate({ search: (old) => ({ ...old, stage: next }) })}
          />
          <ExportCsv save={() => downloadCsv('listAllPayouts', filter, 'payouts')} />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the payouts" />}
        {found?.items.length === 0 && (
          <Empty title={status || run ? 'No payout fits' : 'Nobody has asked for a payout yet'}>
            {status || run
              ? 'Show payouts of every status.'
              : 'Providers ask for what is payable; here you pay all of them in one run.'}
          </Empty>
        )}
        {found && found.items.length > 0 && <OperatorPayoutTable items={found.items} by={by} onDecide={setDeciding} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
      {starting && found && (
        <StartRun
          summary={found.summary}
          onStarted={(id) => {
            setStarting(false);
            void navigate({ search: { run: id } });
          }}
          onClose={() => setStarting(false)}
        />
      )}
      {deciding && <DecidePayout payout={deciding} onClose={() => setDeciding(undefined)} />}
    </Page>
  );
}

function Figures({ summary }: { summary: OperatorPayoutPage['summary'] | undefined }) {
  const waiting = summary?.pending;
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Kpi
        label="Asked for"
        value={waiting && <MoneyText money={waiting.amount} />}
        note={waiting && `${waiting.count} waiting, ${summary.sending} on their way`}
      />
      <Kpi
        label="A run needs"
        value={waiting && (waiting.tft === null ? 'unknown' : <TftText amount={waiting.tft} />)}
        note={summary && <Price summary={summary} />}
      />
      <Kpi
        label="Account on the chain"
        value={summary && (summary.usableTft === null ? 'unknown' : <TftText amount={summary.usableTft} />)}
        note="can be spent, contracts come first"
      />
      <Kpi
        label="Unclaimed shares"
        value={summary && <MoneyText money={summary.unclaimed.amount} />}
        note={summary && unclaimedNote(summary.unclaimed.farms)}
      />
    </div>
  );
}

const unclaimedNote = (farms: number): string =>
  farms === 0 ? 'each share has its provider' : `on ${farms} ${farms === 1 ? 'farm' : 'farms'}, nodes nobody listed`;

function Price({ summary: { tftPriceUsd, priceAt } }: { summary: OperatorPayoutPage['summary'] }) {
  if (!tftPriceUsd || !priceAt) return 'the price was not read yet';
  return (
    <>
      {'at '}
      <MoneyText money={{ currency: 'USD', amount: tftPriceUsd }} style="rate" />
      {' / TFT, '}
      <TimeText at={priceAt} style="ago" />
    </>
  );
}

interface StatusSelectProps {
  status: OperatorPayoutsSearch['stage'];
  onChange: (status: OperatorPayoutsSearch['stage']) => void;
}

function StatusSelect({ status, onChange }: StatusSelectProps) {
  const options = payoutStatuses.map((id) => ({ id, name: payoutStatus(id).word }));
  return (
    <Select
      label="Status"
      hideLabel
      className="min-w-44 flex-1 sm:max-w-60"
      value={status ?? 'all'}
      options={[{ id: 'all', name: 'Every status' }, ...options]}
      onChange={(id) => onChange(payoutStatuses.find((each) => each === id))}
    />
  );
}
