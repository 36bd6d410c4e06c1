import type { DisputeDetail } from '@marketplace/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AcceptDispute } from './accept-dispute.tsx';
import { DisputeAnswers } from './dispute-answers.tsx';
import { DisputeFacts } from './dispute-facts.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { disputeStatuses } from './payment-words.ts';

/** One dispute: what the bank wants until when, what we know, and the answer. */
export function DisputePage() {
  const { id } = useParams({ from: '/console/operator/payments/disputes/$id' });
  const found = useApi(
    'getDispute',
    { params: { id } },
    {
      refetchInterval: ({ state }) =>
        state.data?.answers.some(({ status }) => status === 'requested') ? 1_000 : 10_000,
    },
  );
  const dispute = found.data;
  if (found.error?.problem.status === 404)
    return (
      <Page title="There is no such dispute" width="reading">
        <p>
          <Link to="/operator/payments/disputes" className="link">
            See all disputes
          </Link>
        </p>
      </Page>
    );
  return (
    <Page
      title={dispute ? `Dispute over ${formatMoney(dispute.amount)}` : 'Dispute'}
      width="form"
      beside={dispute && <StatusBadge status={disputeStatuses[dispute.status]} />}
      actions={dispute?.answerable && dispute.status === 'needs_response' && <AcceptDispute dispute={dispute} />}
      summary={dispute && <Question dispute={dispute} />}
    >
      <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      {!dispute && !found.error && <Skeleton className="h-96 w-full" />}
      {dispute && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_400px] xl:gap-6">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <DisputeAnswers answers={dispute.answers} />
            {dispute.answerable && (
              <Card title="Evidence for the bank">
                <EvidenceForm key={dispute.status} dispute={dispute} />
              </Card>
            )}
            {!dispute.answerable && dispute.answers.length === 0 && (
              <Card title="No answer was given here">
                <p className="text-text-2">{afterWords(dispute)}</p>
              </Card>
            )}
          </div>
          <DisputeFacts dispute={dispute} />
        </div>
      )}
    </Page>
  );
}

function Question({ dispute }: { dispute: DisputeDetail }) {
  const { status, reason, evidenceDueAt, answerable } = dispute;
  const asks = status === 'inquiry' ? 'The bank asks about it' : 'The bank demands it back';
  return (
    <>
      {asks} ({reason}).{' '}
      {answerable && evidenceDueAt && (
        <>
          Answer by <TimeText at={evidenceDueAt} />.
        </>
      )}
      {!answerable && afterWords(dispute)}
    </>
  );
}

function afterWords({ status }: DisputeDetail): string {
  switch (status) {
    case 'won':
      return 'The bank decided for you: the user has the amount again.';
    case 'lost':
      return 'The bank decided for the user: the amount stays withheld from the balance.';
    case 'closed':
      return 'It ended without taking any money.';
    default:
      return 'The bank decides now; that can take two months. What it decides happens here by itself.';
  }
}
