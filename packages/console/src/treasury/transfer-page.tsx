import type { TreasuryTransferDetail } from '@marketplace/contract';
import { useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { StepProgress } from '../ui/step-progress.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AssetText } from './asset-text.tsx';
import { SignCard } from './sign-card.tsx';
import { StepCard } from './step-card.tsx';
import { statusOf, stepWords, transferKind } from './transfer-words.ts';

/** One transfer: how far it is, each transaction with its hash, and what it really moved. */
export function TransferPage() {
  const { id } = useParams({ from: '/console/operator/treasury/transfers/$id' });
  const transfer = useApi('getTreasuryTransfer', { params: { id } }, { refetchInterval: 3_000 });
  const found = transfer.data;
  return (
    <Page
      title={found ? transferKind(found.kind) : 'Transfer'}
      beside={found && <StatusBadge status={statusOf(found)} />}
      summary={found?.reason}
    >
      <ProblemNotice error={transfer.error} retry={() => void transfer.refetch()} />
      {!found && !transfer.error && <Skeleton className="h-64 w-full" />}
      {found && <Content transfer={found} />}
    </Page>
  );
}

function Content({ transfer }: { transfer: TreasuryTransferDetail }) {
  return (
    <>
      {transfer.note && (
        <Banner
          family={transfer.status === 'failed' || transfer.status === 'unclear' ? 'bad' : 'warn'}
          title={transfer.note}
        />
      )}
      {transfer.toSign && <SignCard id={transfer.id} toSign={transfer.toSign} />}
      <Card>
        <StepProgress
          label="Steps"
          steps={transfer.steps.map((step) => ({
            name: step.attempt > 1 ? `${stepWords(step.kind).name}, try ${step.attempt}` : stepWords(step.kind).name,
            state: step.state,
            note: step.at && step.state !== 'next' ? <TimeText at={step.at} style="time" /> : undefined,
          }))}
        />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Card title="What it moved">
          <KeyValues facts={factsOf(transfer)} />
        </Card>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {transfer.steps.map((step) => (
            <StepCard key={`${step.kind}-${step.attempt}`} step={step} />
          ))}
        </div>
      </div>
    </>
  );
}

function factsOf(transfer: TreasuryTransferDetail): Fact[] {
  const amounts: [term: string, amount: string | null, asset: string][] = [
    ['To spend', transfer.spendUsdc, 'USDC'],
    ['To obtain', transfer.obtainTft, 'TFT'],
    ['To carry', transfer.carryTft, 'TFT'],
    ['Spent', transfer.spentUsdc, 'USDC'],
    ['Bought', transfer.deliveredTft, 'TFT'],
    ['With the bridge', transfer.depositedTft, 'TFT'],
    ['Bridge fee', transfer.bridgeFeeTft, 'TFT'],
    ['Arrived', transfer.creditedTft, 'TFT'],
    ['Stellar fees', transfer.networkFeesXlm, 'XLM'],
  ];
  return [
    ...amounts.flatMap(([term, amount, asset]): Fact[] =>
      amount === null ? [] : [[term, <AssetText key={term} amount={amount} asset={asset} exact />]],
    ),
    ...(transfer.maxSlippageBps === null
      ? []
      : [
          [
            'Slippage limit',
            <span key="limit" className="figures">{`${(transfer.maxSlippageBps / 100).toFixed(2)} %`}</span>,
          ] as const,
        ]),
    [
      'Started by',
      <span key="by" className="break-all">
        {transfer.startedBy?.email ?? 'the policy'}
      </span>,
    ],
    ['Started', <TimeText key="started" at={transfer.createdAt} />],
    ['Ended', transfer.endedAt ? <TimeText key="ended" at={transfer.endedAt} /> : 'not yet'],
  ];
}
