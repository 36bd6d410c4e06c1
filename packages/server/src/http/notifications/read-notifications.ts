import { countUnread, markRead } from '../../postgres/notifications.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';

export const readNotifications =
  (parts: { store: Store }): Handler<'readNotifications'> =>
  async (c) => {
    const { ids, upTo } = c.req.valid('json');
    const { db } = parts.store;
    const userId = actorOf(c).user.id;
    await markRead(db, userId, { ids, upTo: upTo === undefined ? undefined : new Date(upTo) }, c.get('now'));
    return c.json({ unreadCount: await countUnread(db, userId) }, 200);
  };
