import { useApi } from '../api/query.ts';
import { readDraft } from '../deploy/draft.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { apiFilters, type NodeSearch } from './node-search.ts';

/** Why the node is not in the list beside, or cannot take what is being ordered; nothing when neither is so. */
export function WhyNot({ id, search }: { id: number; search: NodeSearch }) {
  const { sort: _sort, cursor: _cursor, ...filters } = apiFilters(search);
  const why = useApi('whyNotNode', { params: { id }, query: { ...filters, ...orderedSize() } }, { staleTime: 10_000 });
  if (why.error) return <ProblemNotice error={why.error} retry={() => void why.refetch()} />;
  const reasons = why.data?.reasons ?? [];
  const ordered = reasons.filter(({ filter }) => filter === 'order');
  const filtered = reasons.filter(({ filter }) => filter !== 'order');
  return (
    <>
      {filtered.length > 0 && <Reasons title="Not among the nodes that fit your filters" reasons={filtered} />}
      {ordered.length > 0 && <Reasons title="Cannot take the server that you were ordering" reasons={ordered} />}
    </>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: { filter: string; reason: string }[] }) {
  return (
    <Banner family="off" title={title}>
      <ul className="list-disc ps-4">
        {reasons.map(({ filter, reason }) => (
          <li key={`${filter} ${reason}`}>{`It ${reason}.`}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** The server of the deploy page that was left to look for a node. */
function orderedSize() {
  const draft = readDraft();
  const { size, image, ipv4 } = draft?.search ?? {};
  if (!image || !size || (size === 'custom' && !draft?.size)) return {};
  return {
    appId: 'vm',
    imageId: image,
    ...(size === 'custom' ? draft?.size : { sizeId: size }),
    ...(ipv4 === undefined ? {} : { publicIpv4: ipv4 ? ('true' as const) : ('false' as const) }),
  };
}
