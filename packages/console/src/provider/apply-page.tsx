import type { Profile, ProviderAccount, ProviderRequest } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useProfile } from '../session/use-profile.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Step, StepProgress } from '../ui/step-progress.tsx';
import { AccountCard } from './account-card.tsx';
import { ConnectAccount } from './connect-account.tsx';
import { EarlierRequests, OpenRequest } from './request-card.tsx';
import { RequestForm } from './request-form.tsx';
import { isOpenRequest } from './request-status.ts';
import { useProviderAccount } from './use-provider-account.ts';

/** From an account to nodes on offer, or the request on its way there. */
export function ApplyPage() {
  const profile = useProfile().data;
  const account = useProviderAccount();
  const list = useApi('listProviderRequests', { query: { limit: 20 } }, { refetchInterval: 15_000 });
  const isProvider = profile?.roles.includes('cloud-provider') ?? false;
  const requests = list.data?.items;
  const error = account.error ?? list.error;
  // Nodes are chosen in a table; everything else reads better in a column.
  const choosing = account.data?.account != null && requests?.every(({ status }) => !isOpenRequest(status));
  return (
    <Page title={isProvider ? 'Add nodes' : 'Become a cloud provider'} width={choosing ? 'form' : 'reading'}>
      <ProblemNotice error={error} retry={() => void Promise.all([account.refetch(), list.refetch()])} />
      {profile && account.data && requests ? (
        <Content profile={profile} account={account.data} requests={requests} retry={() => void account.refetch()} />
      ) : (
        !error && <Skeleton className="h-96 w-full" />
      )}
    </Page>
  );
}

interface ContentProps {
  profile: Profile;
  account: ProviderAccount;
  requests: ProviderRequest[];
  retry: () => void;
}

function Content({ profile, account, requests, retry }: ContentProps) {
  const open = requests.find(({ status }) => isOpenRequest(status));
  return (
    <>
      {!open && <Intro connected={account.account !== null} />}
      {open && <OpenRequest request={open} />}
      {account.account ? (
        <AccountCard
          found={{ ...account, account: account.account }}
          title={open ? 'TFChain account' : '1. TFChain account'}
        />
      ) : (
        <ConnectAccount title={open ? 'TFChain account' : '1. TFChain account'} />
      )}
      {!open && account.account && <Ask profile={profile} chain={account.account.chain} retry={retry} />}
      <EarlierRequests requests={requests} />
    </>
  );
}

function Intro({ connected }: { connected: boolean }) {
  const steps: Step[] = [
    { name: 'Prove your account', state: connected ? 'done' : 'now' },
    { name: 'Choose nodes and send', state: connected ? 'now' : 'next' },
    { name: 'The operator decides', state: 'next' },
    { name: 'Your nodes are sold', state: 'next' },
  ];
  return (
    <Card>
      <p className="mb-4 max-w-prose text-text-2">
        Offer nodes of your own on this marketplace. You stay their owner, choose what may run on them, and can hide
        them at any time. Nothing is charged.
      </p>
      <StepProgress label="Steps" steps={steps} />
    </Card>
  );
}

interface AskProps {
  profile: Profile;
  chain: NonNullable<ProviderAccount['account']>['chain'];
  retry: () => void;
}

function Ask({ profile, chain, retry }: AskProps) {
  const isProvider = profile.roles.includes('cloud-provider');
  const nodes = useApi('listProviderNodes', { query: { limit: 100 } }, { enabled: isProvider });
  const known = useApi('getProviderProfile', undefined, { enabled: isProvider });
  if (chain === null)
    return (
      <Card title="2. Nodes">
        <p className="mb-3 text-text-2">
          The chain does not answer now, so your nodes cannot be read. Nothing was changed.
        </p>
        <Button onClick={retry}>Try again</Button>
      </Card>
    );
  if (isProvider && (!nodes.data || !known.data)) return <Skeleton className="h-96 w-full" />;
  return (
    <RequestForm
      chain={chain}
      offered={new Set(nodes.data?.items.map(({ node }) => node.id))}
      contact={{
        name: known.data?.name ?? profile.name,
        contactEmail: known.data?.contactEmail ?? profile.email,
        contactPhone: known.data?.contactPhone ?? '',
      }}
    />
  );
}
