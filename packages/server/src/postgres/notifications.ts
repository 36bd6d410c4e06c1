import type { GrantedRole } from '@marketplace/core/identity';
import { goesByMail, type Notice, type NoticeTopic } from '@marketplace/core/notifications';
import { type Selectable, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import { queueMail } from './mail-outbox.ts';
import type { Schema } from './schema.ts';
import { byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export interface NoticeFacts {
  userId: string;
  notice: Notice;
  now: Date;
  newId: NewId;
}

/**
 * Tells a person something, in the transaction of the fact: in the console always, by mail as they chose. The same
 * occasion is told once; false when it was told before.
 */
export async function notify(tx: Tx, { userId, notice, now, newId }: NoticeFacts): Promise<boolean> {
  const told = await tx
    .insertInto('notifications')
    .values({
      id: newId(now),
      user_id: userId,
      topic: notice.topic,
      severity: notice.severity,
      dedupe_key: notice.dedupeKey,
      title: notice.title,
      body: notice.body,
      link: notice.link ?? null,
      created_at: now,
      read_at: null,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!told) return false;
  const reader = await readReader(tx, userId, notice);
  if (!goesByMail(notice, { chosen: reader.chosen ?? undefined, mailAllowed: reader.mailAllowed })) return true;
  await queueMail(tx, {
    id: newId(now),
    dedupeKey: `notice:${userId}:${notice.dedupeKey}`,
    to: reader.email,
    subject: notice.title,
    body: `Hello ${reader.name},\n\n${notice.body}`,
    ...(notice.link ? { link: notice.link, linkLabel: notice.linkLabel ?? 'Open' } : {}),
    now,
  });
  return true;
}

/** Tells everybody who holds a role now. */
export async function notifyRole(
  tx: Tx,
  { role, ...facts }: { role: GrantedRole; notice: Notice; now: Date; newId: NewId },
): Promise<void> {
  const people = await tx
    .selectFrom('role_grants')
    .select('user_id')
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .execute();
  for (const { user_id: userId } of people) await notify(tx, { userId, ...facts });
}

const readReader = (tx: Tx, userId: string, { topic }: Notice) =>
  tx
    .selectFrom('users')
    .leftJoin('notification_preferences as preference', (join) =>
      join.onRef('preference.user_id', '=', 'users.id').on('preference.topic', '=', topic),
    )
    .select(['users.email', 'users.name', 'users.email_notifications as mailAllowed', 'preference.mail as chosen'])
    .where('users.id', '=', userId)
    .executeTakeFirstOrThrow();

export type NotificationRow = Selectable<Schema['notifications']>;

export interface NotificationFilter {
  userId: string;
  unread: boolean | undefined;
  topic: NoticeTopic | undefined;
  order: ListOrder;
  limit: number;
}

export const notificationSorts = { created: byTime(sql`created_at`), topic: byText(sql`topic`) };

/** In a total order. */
export function listNotifications(db: Database, filter: NotificationFilter): Promise<Sorted<NotificationRow>[]> {
  const { value, beyond, order } = sortSql(filter.order, sql`id`);
  let query = db
    .selectFrom('notifications')
    .selectAll()
    .select(value.$castTo<string>().as('sortValue'))
    .where('user_id', '=', filter.userId);
  if (filter.unread !== undefined) query = query.where('read_at', filter.unread ? 'is' : 'is not', null);
  if (filter.topic !== undefined) query = query.where('topic', '=', filter.topic);
  return query.where(beyond).orderBy(order).limit(filter.limit).execute();
}

export async function countUnread(db: Database, userId: string): Promise<number> {
  const { n } = await db
    .selectFrom('notifications')
    .select((is) => is.fn.countAll<number>().$castTo<number>().as('n'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Marks the person's own unread notices: those named, or all that are not younger than `upTo`. */
export async function markRead(
  db: Database,
  userId: string,
  which: { ids?: string[] | undefined; upTo?: Date | undefined },
  now: Date,
): Promise<void> {
  let update = db
    .updateTable('notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null);
  if (which.ids) update = update.where('id', 'in', which.ids);
  if (which.upTo) update = update.where('created_at', '<=', which.upTo);
  await update.execute();
}

/** The choices that a person made; a topic without one comes by mail. */
export const readPreferences = (db: Database, userId: string): Promise<{ topic: NoticeTopic; mail: boolean }[]> =>
  db.selectFrom('notification_preferences').select(['topic', 'mail']).where('user_id', '=', userId).execute();

export async function savePreferences(
  db: Database,
  userId: string,
  choices: readonly { topic: NoticeTopic; mail: boolean }[],
  now: Date,
): Promise<void> {
  await db
    .insertInto('notification_preferences')
    .values(choices.map((choice) => ({ user_id: userId, ...choice, updated_at: now })))
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'topic'])
        .doUpdateSet((is) => ({ mail: is.ref('excluded.mail'), updated_at: is.ref('excluded.updated_at') })),
    )
    .execute();
}
