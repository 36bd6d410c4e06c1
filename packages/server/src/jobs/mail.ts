import type { Clock } from '../clock.ts';
import type { Mailer } from '../mail/smtp.ts';
import { findMail, markMailSent } from '../postgres/mail-outbox.ts';
import type { Store } from '../postgres/store.ts';

/** Sends one mail of the outbox. A crash between sending and noting may send it twice, with the same message id. */
export async function sendMail(parts: { store: Store; mailer: Mailer; clock: Clock }, id: string): Promise<void> {
  const mail = await findMail(parts.store.db, id);
  if (!mail || mail.sent_at) return;
  await parts.mailer.send({ to: mail.recipient, subject: mail.subject, text: mail.body, messageId: mail.id });
  await markMailSent(parts.store.db, id, parts.clock.now());
}
