import type { NotificationPreferences } from '@marketplace/contract';
import { noticeTopics } from '@marketplace/core/notifications';
import { readPreferences, savePreferences } from '../../postgres/notifications.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';

export const getNotificationPreferences =
  (parts: { store: Store }): Handler<'getNotificationPreferences'> =>
  async (c) =>
    c.json(await preferencesOf(parts.store, actorOf(c).user.id), 200);

export const updateNotificationPreferences =
  (parts: { store: Store }): Handler<'updateNotificationPreferences'> =>
  async (c) => {
    const userId = actorOf(c).user.id;
    // The last of a topic that is named twice is meant.
    const choices = new Map(c.req.valid('json').topics.map((choice) => [choice.topic, choice]));
    await savePreferences(parts.store.db, userId, [...choices.values()], c.get('now'));
    return c.json(await preferencesOf(parts.store, userId), 200);
  };

async function preferencesOf({ db }: Store, userId: string): Promise<NotificationPreferences> {
  const chosen = new Map((await readPreferences(db, userId)).map(({ topic, mail }) => [topic, mail]));
  return { topics: noticeTopics.map((topic) => ({ topic, mail: chosen.get(topic) ?? true })) };
}
