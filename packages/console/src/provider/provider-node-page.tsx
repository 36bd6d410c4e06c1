import type { ProviderNodeDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh, useApi } from '../api/query.ts';
import { nodePlace, nodeStatus, uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { Page } from '../ui/page.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { NodeApps } from './node-apps.tsx';
import { offerStatus } from './offer-status.ts';
import { RemoveNode } from './remove-node.tsx';
import { UptimeStrip } from './uptime-strip.tsx';

type Change = { exposed: boolean } | { apps: string[] };

/** One own node: whether it is sold and why not, its resources, its record, and the provider's switches. */
export function ProviderNodePage() {
  const { id } = useParams({ from: '/console/provider/nodes/$id' });
  const nodeId = Number(id);
  const node = useApi('getProviderNode', { params: { id: nodeId } }, { refetchInterval: 20_000 });
  const [estimated, setEstimated] = useState<number>();
  const change = useMutation<ProviderNodeDetail, ApiError, Change>({
    mutationFn: (body) => api('updateProviderNode', { params: { id: nodeId }, body }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getProviderNode', { params: { id: nodeId } }), changed);
      void refresh('listProviderNodes', 'listNodes', 'getNode');
    },
  });
  const found = node.data;
  if (node.error?.problem.status === 404) return <NoSuchNode id={id} />;
  return (
    <Page
      title={`Node ${id}`}
      beside={found && <StatusBadge status={nodeStatus(found.node.status)} />}
      actions={<Button onClick={() => setEstimated(nodeId)}>What would it earn?</Button>}
    >
      <ProblemNotice error={node.error} retry={() => void node.refetch()} />
      {!found && !node.error && <Skeleton className="h-96 w-full" />}
      {found && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <div className="grid gap-4">
            <OfferCard
              found={found}
              busy={change.isPending}
              error={change.error}
              onChange={(exposed) => change.mutate({ exposed })}
            />
            <NodeApps found={found} save={(apps) => change.mutate({ apps })} busy={change.isPending} />
          </div>
          <Card title="Machine">
            <KeyValues facts={machineFacts(found)} />
          </Card>
          <Card title={`Uptime, last 90 days: ${uptimeWords(found.node.uptimePercent)}`} className="lg:col-span-2">
            <UptimeStrip days={found.days} />
          </Card>
        </div>
      )}
      <EstimatePanel nodeId={estimated} onClose={() => setEstimated(undefined)} />
    </Page>
  );
}

interface OfferCardProps {
  found: ProviderNodeDetail;
  busy: boolean;
  error: ApiError | null;
  onChange: (exposed: boolean) => void;
}

function OfferCard({ found, busy, error, onChange }: OfferCardProps) {
  const { status, reason } = offerStatus(found);
  const { exposed, liveDeployments, listedAt, sharePercent, leavingSince } = found;
  return (
    <Card title="On this marketplace">
      <div className="grid gap-4">
        <KeyValues
          facts={[
            ['State', <StatusBadge key="state" status={status} />],
            ...(reason ? ([['Why', reason]] satisfies Fact[]) : []),
            ['Deployments', `${liveDeployments} live`],
            ['Your share', `${sharePercent} % of the markup`],
            ['Here since', <TimeText key="since" at={listedAt} style="day" />],
          ]}
        />
        <p className="max-w-prose text-small text-text-2">{followsOf(found)}</p>
        <ProblemNotice error={error} />
        {leavingSince === null && (
          <div className="flex flex-wrap gap-2">
            <Button kind={exposed ? 'secondary' : 'primary'} busy={busy} onClick={() => onChange(!exposed)}>
              {exposed ? 'Hide this node' : 'Expose this node'}
            </Button>
            <RemoveNode found={found} />
          </div>
        )}
      </div>
    </Card>
  );
}

function followsOf({ exposed, leavingSince }: ProviderNodeDetail): string {
  if (leavingSince !== null)
    return 'You are taking it out. What runs on it keeps its terms and keeps earning until its users end it; then it is gone from your nodes.';
  return exposed
    ? 'Hidden, it takes no new order. What runs on it goes on and keeps earning.'
    : 'Exposed, it can be ordered at once. The chain is asked again whose node it is.';
}

function machineFacts({ node }: ProviderNodeDetail): Fact[] {
  const { free, total } = node;
  return [
    ['Place', nodePlace(node)],
    ['Farm', `${node.farmName} (${node.farmId})`],
    ['Cores', `${total.cpu}, shared`],
    ['Memory', `${memoryWords(free.memoryMb)} free of ${memoryWords(total.memoryMb)}`],
    ['SSD', `${diskWords(free.ssdGb)} free of ${diskWords(total.ssdGb)}`],
    ['HDD', total.hddGb > 0 ? `${diskWords(free.hddGb)} free of ${diskWords(total.hddGb)}` : 'none'],
    ['Public IPv4', node.ipv4Free > 0 ? `${node.ipv4Free} free in this farm` : 'none free'],
    ['Certified', node.certified ? 'yes' : 'no'],
    ['Seen', <TimeText key="seen" at={node.updatedAt} style="ago" />],
    [
      'As customers see it',
      <Link key="public" to="/nodes" search={{ node: node.id }} className="link">
        In the node search
      </Link>,
    ],
  ];
}

function NoSuchNode({ id }: { id: string }) {
  return (
    <Page title="You offer no such node">
      <p className="max-w-prose text-text-2">Node {id} is not one of yours on this marketplace. Nothing was changed.</p>
      <Link to="/provider/nodes" className={`${buttonClass({ kind: 'primary' })} justify-self-start`}>
        See your nodes
      </Link>
    </Page>
  );
}
