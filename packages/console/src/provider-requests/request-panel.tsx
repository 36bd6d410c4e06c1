import type { NodeProof, ProviderReview } from '@marketplace/contract';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Messages } from '../provider/messages.tsx';
import { isOpenRequest, requestStatus } from '../provider/request-status.ts';
import { Button } from '../ui/button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { roleWords } from '../users/user-words.ts';
import { Answer } from './answer.tsx';
import { Decide } from './decide.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

/** One request over the list: who, what the chain says, what was written, and the decision. */
export function ProviderRequestPanel() {
  const { id } = useParams({ from: '/console/operator/providers/$id' });
  const navigate = useNavigate({ from: '/operator/providers/$id' });
  const review = useApi('reviewProviderRequest', { params: { id } }, { refetchInterval: 15_000 });
  return (
    <SidePanel
      title={review.data?.name ?? 'Request'}
      open
      onClose={() => void navigate({ to: '/operator/providers', search: true, replace: true })}
    >
      <div className="grid gap-5 p-4">
        {review.data ? <Review found={review.data} /> : !review.error && <Skeleton className="h-96 w-full" />}
        <ProblemNotice error={review.error} retry={() => void review.refetch()} />
      </div>
    </SidePanel>
  );
}

function Review({ found }: { found: ProviderReview }) {
  const open = isOpenRequest(found.status);
  return (
    <>
      <p>
        <StatusBadge status={requestStatus(found.status, 'operator')} />
      </p>
      <KeyValues facts={factsOf(found)} />
      <Proofs found={found} />
      {open && <Decide key={found.status} found={found} />}
      <Messages messages={found.messages} seenBy="operator" />
      {open && <Answer id={found.id} />}
      {found.applicant.roles.includes('cloud-provider') && <Partnership found={found} />}
    </>
  );
}

function factsOf(found: ProviderReview): Fact[] {
  const { applicant } = found;
  return [
    [
      'Person',
      <Link key="person" to="/operator/users/$id" params={{ id: applicant.userId }} className="link break-all">
        {applicant.email}
      </Link>,
    ],
    ['Here since', <TimeText key="since" at={applicant.since} style="day" />],
    ['Roles', roleWords(applicant.roles)],
    ['Contact', [found.contactEmail, found.contactPhone].filter(Boolean).join(', ')],
    ['Sent', <TimeText key="sent" at={found.createdAt} />],
    ['Apps', <AppNames key="apps" ids={found.apps} />],
    ['Service level', `version ${found.slaVersion}, accepted`],
    ...(found.comment ? ([['Comment', found.comment]] satisfies Fact[]) : []),
    ...(found.decidedAt ? ([['Decided', <TimeText key="decided" at={found.decidedAt} />]] satisfies Fact[]) : []),
    ...(found.decisionReason ? ([['Reason', found.decisionReason]] satisfies Fact[]) : []),
  ];
}

function AppNames({ ids }: { ids: string[] }) {
  const catalog = useApi('listApps', undefined, { staleTime: 300_000 }).data?.items ?? [];
  return ids.map((id) => catalog.find((app) => app.id === id)?.name ?? id).join(', ');
}

/** What the chain says now, not what it said when the request was sent. */
function Proofs({ found }: { found: ProviderReview }) {
  return (
    <section aria-label="Ownership" className="grid gap-2">
      <h3 className="text-heading">Ownership, by the chain now</h3>
      <p className="text-small text-text-2">
        <code className="break-all font-mono text-mono">{found.address}</code>
        {found.accountConnected ? ' is connected.' : ' is no longer connected: nothing is proven.'}
      </p>
      {found.proofs === null ? (
        <p className="text-text-2">The chain does not answer now, so nothing can be said about the nodes.</p>
      ) : (
        <ul className="grid gap-2">
          {found.proofs.map((proof) => (
            <li key={proof.nodeId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span>
                <Link to="/nodes" search={{ node: proof.nodeId }} className="link">
                  Node {proof.nodeId}
                </Link>
                <span className="text-text-2">{farmWords(proof)}</span>
              </span>
              <StatusBadge status={proof.owned ? owned : notOwned} reason={proof.owned ? undefined : proof.reason} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const owned = { family: 'ok', shape: 'disc', word: 'Theirs' } as const;
const notOwned = { family: 'bad', shape: 'octagon', word: 'Not theirs' } as const;

const farmWords = ({ farmName, farmId, twinId }: NodeProof): string =>
  farmId === null ? '' : ` of ${farmName} (${farmId})${twinId === null ? '' : `, twin ${twinId}`}`;

function Partnership({ found }: { found: ProviderReview }) {
  const [asking, setAsking] = useState(false);
  const { exposedNodes } = found.applicant;
  return (
    <section className="grid gap-3 border-t border-line pt-4">
      <p className="text-text-2">
        A provider now, with {exposedNodes} exposed {exposedNodes === 1 ? 'node' : 'nodes'}.
      </p>
      <Button onClick={() => setAsking(true)} className="justify-self-start">
        End the partnership
      </Button>
      {asking && <RevokeDialog found={found} onClose={() => setAsking(false)} />}
    </section>
  );
}
