import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';

/** One mail to one recipient; a mail with several is kept once for each. */
export interface StoredMail {
  id: number;
  /** Bare address, lower case. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string | undefined;
  /** ISO 8601 UTC, by the sandbox clock. */
  at: string;
}

export interface Mailbox {
  add(mail: Omit<StoredMail, 'id' | 'at'>): StoredMail;
  /** Newest first. */
  list(to?: string): StoredMail[];
  find(id: number): StoredMail | undefined;
}

export function openMailbox(state: DatabaseSync, clock: SandboxClock): Mailbox {
  state.exec(`create table if not exists mails (
    id integer primary key autoincrement, recipient text not null, sender text not null, subject text not null,
    body text not null, html text, at text not null)`);
  state.exec('create index if not exists mails_recipient on mails (recipient)');
  return {
    add(mail) {
      const to = mail.to.toLowerCase();
      const at = new Date(clock.now()).toISOString();
      const row = state
        .prepare(
          'insert into mails (recipient, sender, subject, body, html, at) values (?, ?, ?, ?, ?, ?) returning id',
        )
        .get(to, mail.from, mail.subject, mail.text, mail.html ?? null, at);
      return { ...mail, to, at, id: Number(row?.id) };
    },
    list(to) {
      const rows =
        to === undefined
          ? state.prepare('select * from mails order by id desc limit 500').all()
          : state.prepare('select * from mails where recipient = ? order by id desc limit 500').all(to.toLowerCase());
      return rows.map(readRow);
    },
    find(id) {
      const row = state.prepare('select * from mails where id = ?').get(id);
      return row === undefined ? undefined : readRow(row);
    },
  };
}

function readRow(row: Record<string, unknown>): StoredMail {
  return {
    id: Number(row.id),
    to: String(row.recipient),
    from: String(row.sender),
    subject: String(row.subject),
    text: String(row.body),
    html: row.html === null ? undefined : String(row.html),
    at: String(row.at),
  };
}
