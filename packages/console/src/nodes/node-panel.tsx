import type { Node } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { readDraft } from '../deploy/draft.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { NodeSearch } from './node-search.ts';
import { nodePlace, nodeStatus, uptimeWords } from './node-words.ts';
import { regionName } from './region-name.ts';
import { WhyNot } from './why-not.tsx';

export function NodePanel({ search, onClose }: { search: NodeSearch; onClose: () => void }) {
  const id = search.node;
  const node = useApi('getNode', { params: { id: id ?? 1 } }, { enabled: id !== undefined, staleTime: 10_000 });
  return (
    <SidePanel title={`Node ${id ?? ''}`} open={id !== undefined} onClose={onClose}>
      <div className="grid gap-5 p-4">
        {node.data && <WhyNot id={node.data.id} search={search} />}
        {node.data ? <NodeDetails node={node.data} /> : !node.error && <Skeleton className="h-96 w-full" />}
        <ProblemNotice error={node.error} retry={() => void node.refetch()} />
      </div>
    </SidePanel>
  );
}

function NodeDetails({ node }: { node: Node }) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <span className="block font-medium">{nodePlace(node)}</span>
          <StatusBadge status={nodeStatus(node.status)} />
        </p>
        {node.monthlyFrom && (
          <p className="text-end">
            <MoneyText money={node.monthlyFrom} per="month" className="text-heading" />
            <span className="block text-small text-text-3">smallest server here</span>
          </p>
        )}
      </div>
      {node.offerable ? (
        <Link
          to="/deploy"
          search={{ ...readDraft()?.search, node: node.id, region: undefined, country: undefined }}
          className={buttonClass({ kind: 'primary', wide: true })}
        >
          Deploy here
        </Link>
      ) : (
        <Banner family="off" title="Nothing can be deployed here now">
          {node.notOfferableReason}
        </Banner>
      )}
      <KeyValues facts={nodeFacts(node)} />
    </>
  );
}

function nodeFacts(node: Node): Fact[] {
  const { free, total } = node;
  return [
    ['Cores', `${free.cpu} free of ${total.cpu}`],
    ['Memory', `${memoryWords(free.memoryMb)} free of ${memoryWords(total.memoryMb)}`],
    ['SSD', `${diskWords(free.ssdGb)} free of ${diskWords(total.ssdGb)}`],
    ['HDD', total.hddGb > 0 ? `${diskWords(free.hddGb)} free of ${diskWords(total.hddGb)}` : 'none'],
    ['GPU', node.gpus.length > 0 ? node.gpus.map(({ vendor, model }) => `${vendor} ${model}`).join(', ') : 'none'],
    ['Public IPv4', node.ipv4Free > 0 ? `${node.ipv4Free} free in this farm` : 'none free'],
    ['IPv6', node.ipv6 ? 'yes' : 'no'],
    ['Uptime, 90 days', uptimeWords(node.uptimePercent)],
    ['Certified', node.certified ? 'yes' : 'no'],
    ['Dedicated', node.dedicated ? 'yes, rented as a whole' : 'no'],
    ...(node.alliances.length > 0 ? ([['Alliance', <Alliances key="alliances" node={node} />]] satisfies Fact[]) : []),
    ['Farm', `${node.farmName} (${node.farmId})`],
    ['Region', regionName(node.region)],
    ['Seen', <TimeText key="seen" at={node.updatedAt} style="ago" />],
  ];
}

/** Under whose names it is offered; each leads to the alliance's page. */
function Alliances({ node }: { node: Node }) {
  return (
    <ul className="grid gap-0.5">
      {node.alliances.map(({ slug, name }) => (
        <li key={slug}>
          <Link to="/alliances/$slug" params={{ slug }} className="link">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
