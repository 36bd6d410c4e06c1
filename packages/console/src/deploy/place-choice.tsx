import type { Quote } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { NodeScore } from '../nodes/node-score.tsx';
import { nodePlace } from '../nodes/node-words.ts';
import { regionName } from '../nodes/region-name.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Combo } from '../ui/combo.tsx';
import { Select } from '../ui/select.tsx';
import { countWords } from '../ui/size.ts';
import type { DeployForm } from './use-deploy-form.ts';

const ANYWHERE = 'anywhere';

/** A region, and we pick the node and say why; or one node that the person chose. */
export function PlaceChoice({ form, quote }: { form: DeployForm; quote: Quote | undefined }) {
  const { search, change } = form;
  if (search.node !== undefined) return <ChosenNode form={form} nodeId={search.node} />;
  return (
    <div className="grid gap-3">
      <Regions form={form} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 text-small text-text-2">
          {quote ? <Pick nodeId={quote.nodeId} reason={quote.nodeReason} /> : 'We pick the node.'}
        </p>
        <Link to="/nodes" search={nodeSearch(form)} className={buttonClass({ small: true })}>
          Choose the node yourself
        </Link>
      </div>
      {quote?.nodeScore && (
        <details className="text-small">
          <summary className="w-fit cursor-pointer text-link underline underline-offset-2">Why this node</summary>
          <div className="mt-2 grid gap-2 rounded-control bg-sunken px-3 py-2">
            <NodeScore parts={quote.nodeScore} />
          </div>
        </details>
      )}
      {search.country && !search.region && (
        <Button small kind="quiet" onClick={() => change({ country: undefined })} className="justify-self-start">
          Any country
        </Button>
      )}
    </div>
  );
}

function Regions({ form: { search, change } }: { form: DeployForm }) {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  const regions = stats?.regions.filter(({ offerable }) => offerable > 0) ?? [];
  const countries =
    stats?.countries.filter(({ region, nodesUp }) => nodesUp > 0 && (!search.region || region === search.region)) ?? [];
  const nodes = (count: number) => `${countWords(count)} ${count === 1 ? 'node' : 'nodes'}`;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="Region"
        value={search.region ?? ANYWHERE}
        options={[
          { id: ANYWHERE, name: 'Anywhere' },
          ...regions.map(({ region, offerable }) => ({
            id: region,
            name: regionName(region),
            aside: nodes(offerable),
          })),
        ]}
        onChange={(id) => change({ region: id === ANYWHERE ? undefined : id, country: undefined, ipv4: undefined })}
      />
      <Combo
        key={search.region ?? ANYWHERE}
        label="Country"
        hint="Any country"
        value={search.country ?? null}
        options={countries.map(({ country, nodesUp }) => ({ id: country, name: country, aside: nodes(nodesUp) }))}
        onChange={(country) => change({ country: country ?? undefined })}
      />
    </div>
  );
}

function Pick({ nodeId, reason }: { nodeId: number; reason: string }) {
  const node = useApi('getNode', { params: { id: nodeId } }, { staleTime: 60_000 }).data;
  return (
    <>
      Our pick: <span className="text-text">{`node ${nodeId}${node ? `, ${nodePlace(node)}` : ''}`}</span>. {reason}
    </>
  );
}

function ChosenNode({ form, nodeId }: { form: DeployForm; nodeId: number }) {
  const node = useApi('getNode', { params: { id: nodeId } }, { staleTime: 60_000 });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-control bg-sunken px-3 py-2.5">
      <p className="min-w-0">
        <span className="font-medium">Node {nodeId}</span>
        <span className="block text-small text-text-2">
          {node.data ? `${nodePlace(node.data)} · ${node.data.farmName}` : node.error ? 'This node is not known.' : ' '}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Link to="/nodes" search={nodeSearch(form)} className={buttonClass({ small: true })}>
          Another node
        </Link>
        <Button small onClick={() => form.change({ node: undefined, ipv4: undefined })}>
          Let us pick
        </Button>
      </div>
    </div>
  );
}

/** Nodes on which this choice fits. */
function nodeSearch({ choice, search }: DeployForm) {
  const { cpu, memoryMb, diskGb } = choice.size;
  return {
    status: 'up' as const,
    minCpu: cpu,
    minMemoryGb: memoryMb / 1024,
    minSsdGb: diskGb,
    ...(choice.publicIpv4 ? { ipv4: true } : {}),
    ...(search.region ? { region: search.region } : {}),
    ...(search.country ? { country: search.country } : {}),
  };
}
