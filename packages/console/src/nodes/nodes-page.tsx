import type { Node } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { cx } from '../ui/cx.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { FilterChips } from './filter-chips.tsx';
import { Filters } from './filters.tsx';
import { FindNode } from './find-node.tsx';
import { NodePanel } from './node-panel.tsx';
import { apiFilters, changed, type FilterChip, filterChips, type NodeFilters, type NodeSearch } from './node-search.ts';
import { NodeTable } from './node-table.tsx';
import { ResultCount } from './result-count.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { ViewSwitch } from './view-switch.tsx';

const NodeMap = lazy(() => import('./node-map.tsx').then((module) => ({ default: module.NodeMap })));
const PAGE_SIZE = 50;

/** Map and table in step; the filters apply by themselves and live in the address. */
export function NodesPage() {
  const search = useSearch({ from: '/console/nodes' });
  const navigate = useNavigate({ from: '/nodes' });
  const [hovered, setHovered] = useState<number>();
  const filters = apiFilters(search);
  const pages = usePages(filters);
  const list = useApi(
    'listNodes',
    { query: { ...filters, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  // Filters change the page one is on; a node that is opened is a step that Back undoes.
  const change = (patch: Partial<NodeSearch>) =>
    void navigate({ search: (old) => changed(old, patch), replace: patch.node === undefined, resetScroll: false });
  const items = list.data?.items ?? [];
  const mapShown = search.view !== 'list';
  return (
    <Page
      title="Nodes"
      actions={
        <>
          <FindNode onFind={(node) => change({ node })} />
          <SavedSearches search={search} />
          <ViewSwitch view={search.view} onChange={(view) => change({ view })} />
        </>
      }
    >
      <Filters search={search} onChange={change} />
      <FilterChips
        chips={chipsOf(search, items)}
        onRemove={(key) => change({ [key]: undefined })}
        onClear={() => change(cleared(search))}
      >
        {list.data && <ResultCount page={list.data} />}
      </FilterChips>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <div
        className={cx(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          mapShown && search.view !== 'map' && 'xl:grid-cols-[minmax(0,2fr)_minmax(0,3.2fr)]',
        )}
      >
        {mapShown && (
          <Card className="overflow-hidden xl:sticky xl:top-16">
            <Suspense fallback={<Skeleton className="aspect-[2/1] w-full" />}>
              <NodeMap
                nodes={items}
                highlighted={hovered ?? search.node}
                onArea={(bbox) => change({ bbox })}
                onSelect={(node) => change({ node })}
              />
            </Suspense>
          </Card>
        )}
        {search.view !== 'map' && (
          <Card flush>
            {list.isPending && <SkeletonRows rows={12} label="Loading the nodes" />}
            {list.data?.items.length === 0 && (
              <Empty
                title="No node fits all of this"
                action={<Button onClick={() => change(cleared(search))}>Clear all filters</Button>}
              >
                {`${list.data.outOf} nodes are known. Drop the filter that matters least to you.`}
              </Empty>
            )}
            {items.length > 0 && (
              <NodeTable
                items={items}
                search={search}
                onChange={change}
                onHover={setHovered}
                dimmed={list.isPlaceholderData}
              />
            )}
            {list.data && (
              <Pager
                pages={pages}
                nextCursor={list.data.nextCursor}
                shown={items.length}
                pageSize={PAGE_SIZE}
                total={list.data.total}
              />
            )}
          </Card>
        )}
      </div>
      <NodePanel search={search} onClose={() => change({ node: undefined })} />
    </Page>
  );
}

/** The alliance is named as its nodes name it. */
function chipsOf(search: NodeSearch, nodes: readonly Node[]): FilterChip[] {
  const alliance = nodes.flatMap(({ alliances }) => alliances).find(({ id }) => id === search.allianceId);
  return filterChips(search).map((chip) =>
    chip.key === 'allianceId' && alliance ? { ...chip, words: `Alliance: ${alliance.name}` } : chip,
  );
}

function cleared(search: NodeSearch): Partial<NodeFilters> {
  return Object.fromEntries(filterChips(search).map(({ key }) => [key, undefined]));
}
