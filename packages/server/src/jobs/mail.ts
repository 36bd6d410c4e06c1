import type { Clock } from '../clock.ts';
import { renderMail } from '../mail/render-mail.ts';
import type { Mailer } from '../mail/smtp.ts';
import { findMail, markMailSent } from '../postgres/mail-outbox.ts';
import { readSettings } from '../postgres/settings.ts';
import type { Store } from '../postgres/store.ts';

export interface MailJobParts {
  store: Store;
  mailer: Mailer;
  clock: Clock;
  /** Origin of the console, for links. */
  site: { origin: string };
}

/** Sends one mail of the outbox. A crash between sending and noting may send it twice, with the same message id. */
export async function sendMail({ store, mailer, clock, site }: MailJobParts, id: string): Promise<void> {
  const mail = await findMail(store.db, id);
  if (!mail || mail.sent_at) return;
  const { brand } = await readSettings(store.db);
  const { recipient: to, subject, body, link, link_label: label } = mail;
  const url = link ? { url: `${site.origin}${link}`, label: label ?? 'Open' } : undefined;
  const look = { ...brand, logoUrl: absolute(brand.logoUrl, site.origin) };
  await mailer.send({ to, subject, ...renderMail({ subject, body, link: url }, look), messageId: mail.id });
  await markMailSent(store.db, id, clock.now());
}

/** A logo that we keep has an address of ours; a mail is read elsewhere. */
const absolute = (address: string | null, origin: string): string | null =>
  address?.startsWith('/') ? `${origin}${address}` : address;
