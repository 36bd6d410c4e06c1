import { useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { OperationItem } from './operation-item.tsx';

const PAGE_SIZE = 20;

/** What was asked of the machine, newest first, with every step. */
export function OperationsTab() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const pages = usePages(id);
  const operations = useApi(
    'listDeploymentOperations',
    { params: { id }, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    {
      refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'running') ? 1_500 : 15_000),
      placeholderData: (old) => old,
    },
  );
  const items = operations.data?.items;
  return (
    <>
      <ProblemNotice error={operations.error} retry={() => void operations.refetch()} />
      <Card flush title="What was asked of it, newest first">
        {operations.isPending && <SkeletonRows rows={3} label="Loading the operations" />}
        {items?.length === 0 && (
          <Empty title="Nothing was asked of it yet">
            Stopping, starting and resizing it are listed here, step by step.
          </Empty>
        )}
        {items && items.length > 0 && (
          <>
            <ul>
              {items.map((item) => (
                <OperationItem key={item.id} deploymentId={id} operation={item} />
              ))}
            </ul>
            <Pager
              pages={pages}
              nextCursor={operations.data?.nextCursor ?? null}
              shown={items.length}
              pageSize={PAGE_SIZE}
            />
          </>
        )}
      </Card>
    </>
  );
}
