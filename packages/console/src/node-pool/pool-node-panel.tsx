import type { PoolNodeDetail } from '@marketplace/contract';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { nodePlace, nodeStatus, uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { offerStatus } from '../provider/offer-status.ts';
import { UptimeStrip } from '../provider/uptime-strip.tsx';
import { Button } from '../ui/button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { ShareSection } from './share-section.tsx';

/** One node of the pool over the list: whose, in which state and why, what it has, and the operator's switches. */
export function PoolNodePanel() {
  const { id } = useParams({ from: '/console/operator/nodes/$id' });
  const navigate = useNavigate({ from: '/operator/nodes/$id' });
  const node = useApi('getPoolNode', { params: { id: Number(id) } }, { refetchInterval: 20_000 });
  return (
    <SidePanel
      title={`Node ${id}`}
      open
      onClose={() => void navigate({ to: '/operator/nodes', search: true, replace: true })}
    >
      <div className="grid gap-5 p-4">
        {node.data ? <Found found={node.data} /> : !node.error && <Skeleton className="h-96 w-full" />}
        <ProblemNotice error={node.error} retry={() => void node.refetch()} />
      </div>
    </SidePanel>
  );
}

function Found({ found }: { found: PoolNodeDetail }) {
  const [asking, setAsking] = useState(false);
  const { status, reason } = offerStatus(found);
  const why = reason ?? found.node.notOfferableReason;
  const paused = found.pausedReason !== null;
  return (
    <>
      <section className="grid gap-3" aria-label="On this marketplace">
        <KeyValues
          facts={[
            ['State', <StatusBadge key="state" status={status} />],
            ...(why ? ([['Why', why]] satisfies Fact[]) : []),
            ...providerFacts(found),
          ]}
        />
        <p className="max-w-prose text-small text-text-2">
          {paused
            ? 'Resumed, it can be ordered again if its provider exposes it.'
            : 'Paused, it takes no new order. What runs on it goes on and keeps earning.'}
        </p>
        <Button kind={paused ? 'primary' : 'secondary'} onClick={() => setAsking(true)} className="justify-self-start">
          {paused ? 'Resume this node' : 'Pause this node'}
        </Button>
      </section>
      <ShareSection found={found} />
      <section className="grid gap-3 border-t border-line pt-4">
        <h3 className="text-heading">Machine</h3>
        <KeyValues facts={machineFacts(found)} />
      </section>
      <section className="grid gap-3 border-t border-line pt-4">
        <h3 className="text-heading">Uptime, last 90 days: {uptimeWords(found.node.uptimePercent)}</h3>
        <UptimeStrip days={found.days} />
      </section>
      {asking && <PauseDialog found={found} onClose={() => setAsking(false)} />}
    </>
  );
}

function providerFacts({ provider, node, liveDeployments, listedAt }: PoolNodeDetail): Fact[] {
  return [
    [
      'Provider',
      <Link key="provider" to="/operator/users/$id" params={{ id: provider.userId }} className="link break-all">
        {provider.name}
      </Link>,
    ],
    ...(provider.active ? [] : ([['', 'no longer a provider here']] satisfies Fact[])),
    ['Deployments', `${liveDeployments} live`],
    ['Here since', <TimeText key="since" at={listedAt} style="day" />],
    ['On the grid', <StatusBadge key="grid" status={nodeStatus(node.status)} />],
  ];
}

function AppNames({ ids }: { ids: string[] }) {
  const catalog = useApi('listApps', undefined, { staleTime: 300_000 }).data?.items ?? [];
  return ids.map((id) => catalog.find((app) => app.id === id)?.name ?? id).join(', ') || 'none';
}

function machineFacts({ node, apps }: PoolNodeDetail): Fact[] {
  const { free, total } = node;
  return [
    ['Place', nodePlace(node)],
    ['Farm', `${node.farmName} (${node.farmId})`],
    ['Cores', `${total.cpu}, shared`],
    ['Memory', `${memoryWords(free.memoryMb)} free of ${memoryWords(total.memoryMb)}`],
    ['SSD', `${diskWords(free.ssdGb)} free of ${diskWords(total.ssdGb)}`],
    ['Apps', <AppNames key="apps" ids={apps} />],
    [
      'For customers',
      <Link key="public" to="/nodes" search={{ node: node.id }} className="link">
        In the node search
      </Link>,
    ],
  ];
}
