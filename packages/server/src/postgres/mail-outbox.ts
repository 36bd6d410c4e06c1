import { enqueue } from './jobs.ts';
import type { Database, Tx } from './store.ts';

export interface QueuedMail {
  id: string;
  /** Names the occasion: the same one is told once. */
  dedupeKey: string;
  to: string;
  subject: string;
  /** Paragraphs are parted by an empty line. */
  body: string;
  /** A path of the console and the words that lead there. */
  link?: string;
  linkLabel?: string;
  now: Date;
}

/** Writes a mail in the transaction of what it tells; it leaves after the commit. */
export async function queueMail(tx: Tx, mail: QueuedMail): Promise<void> {
  const row = await tx
    .insertInto('mail_outbox')
    .values({
      id: mail.id,
      dedupe_key: mail.dedupeKey,
      recipient: mail.to,
      subject: mail.subject,
      body: mail.body,
      link: mail.link ?? null,
      link_label: mail.linkLabel ?? null,
      created_at: mail.now,
      sent_at: null,
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) await enqueue(tx, 'mail.send', { id: mail.id }, { key: `mail:${mail.id}` });
}

export const findMail = (db: Database, id: string) =>
  db.selectFrom('mail_outbox').selectAll().where('id', '=', id).executeTakeFirst();

export const markMailSent = async (db: Database, id: string, now: Date): Promise<void> =>
  void (await db.updateTable('mail_outbox').set({ sent_at: now }).where('id', '=', id).execute());
