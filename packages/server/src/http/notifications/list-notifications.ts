import type { Notification } from '@marketplace/contract';
import {
  countUnread,
  type NotificationRow,
  listNotifications as readNotifications,
} from '../../postgres/notifications.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { cutPage } from '../cursor.ts';
import { beforeOf } from '../deployments/list-deployments.ts';
import type { Handler } from '../operation.ts';

export const listNotifications =
  (parts: { store: Store }): Handler<'listNotifications'> =>
  async (c) => {
    const { limit, cursor, unread, topic } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { db } = parts.store;
    const [rows, unreadCount] = await Promise.all([
      readNotifications(db, {
        userId,
        unread: unread === undefined ? undefined : unread === 'true',
        topic,
        before: beforeOf(cursor),
        limit: limit + 1,
      }),
      countUnread(db, userId),
    ]);
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: items.map(notificationJson), nextCursor, unreadCount }, 200);
  };

const notificationJson = (row: NotificationRow): Notification => ({
  id: row.id,
  topic: row.topic,
  severity: row.severity,
  title: row.title,
  body: row.body,
  link: row.link,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});
