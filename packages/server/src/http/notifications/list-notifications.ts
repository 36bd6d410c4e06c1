import type { Notification } from '@marketplace/contract';
import {
  countUnread,
  type NotificationRow,
  notificationSorts,
  listNotifications as readNotifications,
} from '../../postgres/notifications.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';

export const listNotifications =
  (parts: { store: Store }): Handler<'listNotifications'> =>
  async (c) => {
    const { limit, cursor, format, unread, topic, sort } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { db } = parts.store;
    const filter = {
      userId,
      unread: unread === undefined ? undefined : unread === 'true',
      topic,
      order: orderOf({ sort, cursor, sorts: notificationSorts }),
    };
    if (format === 'csv') {
      const all = await readNotifications(db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'notifications', columns, all.map(cells));
    }
    const [rows, unreadCount] = await Promise.all([
      readNotifications(db, { ...filter, limit: limit + 1 }),
      countUnread(db, userId),
    ]);
    const { items, nextCursor } = cutSorted(rows, limit, sort);
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

const columns = ['id', 'at', 'topic', 'severity', 'title', 'body', 'link', 'read_at'];

const cells = (row: NotificationRow) => {
  const item = notificationJson(row);
  return [item.id, item.createdAt, item.topic, item.severity, item.title, item.body, item.link, item.readAt];
};
