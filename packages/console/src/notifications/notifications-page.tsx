import type { NotificationPage } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { downloadCsv } from '../api/download-csv.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { NotificationItem } from './notification-item.tsx';
import { Preferences } from './preferences.tsx';

const PAGE_SIZE = 25;

export function NotificationsPage() {
  const { show } = useSearch({ from: '/console/notifications' });
  const navigate = useNavigate({ from: '/notifications' });
  const { sort = '-created' } = useSearch({ from: '/console/notifications' });
  const order = sort === 'created' ? ('created' as const) : ('-created' as const);
  const filter = { ...(show === 'all' ? {} : { unread: 'true' as const }), sort: order };
  const pages = usePages(filter);
  const list = useApi(
    'listNotifications',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 30_000 },
  );
  const read = useMutation<unknown, ApiError, { ids: string[] } | { upTo: string }>({
    mutationFn: (which) => api('readNotifications', { body: which }),
    onSuccess: () => refresh('listNotifications'),
  });
  return (
    <Page
      title="Notifications"
      width="reading"
      actions={
        <>
          <ExportCsv save={() => downloadCsv('listNotifications', filter, 'notifications')} />
          <ReadAll found={list.data} onRead={read.mutate} />
        </>
      }
    >
      <ProblemNotice error={list.error ?? read.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap gap-3 p-4">
          <Select
            label="Show"
            hideLabel
            className="w-44"
            value={show ?? 'unread'}
            options={[
              { id: 'unread', name: 'Unread' },
              { id: 'all', name: 'Read and unread' },
            ]}
            onChange={(id) => void navigate({ search: id === 'all' ? { show: 'all' } : {} })}
          />
          <Select
            label="Order"
            hideLabel
            className="w-44"
            value={order}
            options={[
              { id: '-created', name: 'Newest first' },
              { id: 'created', name: 'Oldest first' },
            ]}
            onChange={(id) =>
              void navigate({ search: (old) => ({ ...old, sort: id === 'created' ? id : undefined }), replace: true })
            }
          />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading your notifications" />}
        {list.data && <List found={list.data} all={show === 'all'} onRead={(id) => read.mutate({ ids: [id] })} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <Preferences />
    </Page>
  );
}

function List({ found, all, onRead }: { found: NotificationPage; all: boolean; onRead: (id: string) => void }) {
  if (found.items.length > 0)
    return (
      <ul aria-label="Notifications" className="border-t border-line">
        {found.items.map((item) => (
          <NotificationItem key={item.id} item={item} onRead={onRead} />
        ))}
      </ul>
    );
  if (all)
    return <Empty title="Nothing has happened yet">Receipts, warnings and news of your servers appear here.</Empty>;
  return (
    <Empty
      title="Nothing is unread"
      action={
        <Link to="/notifications" search={{ show: 'all' }} className={buttonClass()}>
          Show read ones too
        </Link>
      }
    />
  );
}

/** Only up to the newest that was seen: what arrives in this moment stays unread. */
function ReadAll({
  found,
  onRead,
}: {
  found: NotificationPage | undefined;
  onRead: (which: { upTo: string }) => void;
}) {
  const newest = found?.items.toSorted((left, right) => right.createdAt.localeCompare(left.createdAt))[0];
  if (!found || !newest || found.unreadCount === 0) return null;
  return <Button onClick={() => onRead({ upTo: newest.createdAt })}>Mark all as read</Button>;
}
