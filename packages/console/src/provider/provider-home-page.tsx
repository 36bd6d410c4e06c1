import type { ProviderNode, ProviderRequest } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { NoNodes } from './no-nodes.tsx';
import { nodeListWords } from './node-list.ts';
import { ProviderNodeTable } from './provider-node-table.tsx';
import { ProviderProfileCard } from './provider-profile-card.tsx';
import { isOpenRequest } from './request-status.ts';
import { useProviderAccount } from './use-provider-account.ts';

/** What waits for the provider, then the nodes, then how the operator reaches them. */
export function ProviderHomePage() {
  const nodes = useApi('listProviderNodes', { query: { limit: 100 } }, { refetchInterval: 20_000 });
  const requests = useApi('listProviderRequests', { query: { limit: 20 } }, { refetchInterval: 20_000 });
  const items = nodes.data?.items;
  return (
    <Page
      title="Provider"
      actions={
        <Link to="/provider/apply" className={buttonClass({ kind: 'primary' })}>
          Add nodes
        </Link>
      }
    >
      <ProblemNotice
        error={nodes.error ?? requests.error}
        retry={() => void Promise.all([nodes.refetch(), requests.refetch()])}
      />
      <Waiting requests={requests.data?.items ?? []} nodes={items ?? []} />
      <Figures items={items} />
      <Card
        flush
        title="Nodes"
        actions={
          <Link to="/provider/nodes" className="link">
            All your nodes
          </Link>
        }
      >
        {nodes.isPending && <SkeletonRows rows={3} label="Loading your nodes" />}
        {items?.length === 0 && <NoNodes />}
        {items && items.length > 0 && <ProviderNodeTable items={items} />}
      </Card>
      <ProviderProfileCard />
    </Page>
  );
}

/** One banner at a time: an answer that is wanted, then nodes without an account, then a request under way. */
function Waiting({ requests, nodes }: { requests: ProviderRequest[]; nodes: ProviderNode[] }) {
  const account = useProviderAccount().data;
  const open = requests.find(({ status }) => isOpenRequest(status));
  const wanted = open && nodeListWords(open.nodes.map(({ nodeId }) => nodeId));
  const link = (words: string) => (
    <Link to="/provider/apply" className={buttonClass({ small: true })}>
      {words}
    </Link>
  );
  if (open?.status === 'needs_info')
    return (
      <Banner family="warn" title="Your request needs an answer" actions={link('Answer')}>
        {`The operator asks about ${wanted}. The request waits until you answer.`}
      </Banner>
    );
  if (account?.account === null && nodes.length > 0)
    return (
      <Banner family="warn" title="No TFChain account is connected" actions={link('Connect it')}>
        Without it you can hide nodes, but neither expose them again nor add others.
      </Banner>
    );
  if (open)
    return (
      <Banner family="busy" title={`Your request for ${wanted} waits for the operator`} actions={link('See it')} />
    );
  return null;
}

function Figures({ items }: { items: ProviderNode[] | undefined }) {
  const offered = items?.filter(({ node }) => node.offerable).length;
  const running = items?.reduce((sum, { liveDeployments }) => sum + liveDeployments, 0);
  const offline = items?.filter(({ node }) => node.status === 'down').length ?? 0;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Kpi
        label="Offered"
        value={items && (items.length === 0 ? '0' : `${offered} of ${items.length}`)}
        note={offline > 0 ? `${offline} offline` : 'nodes can be ordered now'}
      />
      <Kpi label="Deployments" value={running} note="live on your nodes" />
    </div>
  );
}
