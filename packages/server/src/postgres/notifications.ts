import type { GrantedRole } from '@marketplace/core/identity';
import { goesByMail, type Notice } from '@marketplace/core/notifications';
import type { NewId } from '../ids.ts';
import { queueMail } from './mail-outbox.ts';
import type { Tx } from './store.ts';

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
