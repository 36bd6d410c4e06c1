import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';
import { lifetimes } from './constants.ts';

type Purpose = 'verify-email' | 'change-password';

export interface EmailTicket {
  sub: string;
  purpose: Purpose;
  /** Where the person came from: an address of the application or of its open sign-in. */
  backUrl: string | undefined;
}

/** The secrets inside links that are mailed: single use, only their hash is kept. */
export interface EmailTickets {
  issue(ticket: EmailTicket): string;
  /** The ticket while it is good, without using it up. */
  find(secret: string, purpose: Purpose): EmailTicket | undefined;
  use(secret: string): void;
}

export function openEmailTickets(state: DatabaseSync, clock: SandboxClock): EmailTickets {
  state.exec(`create table if not exists email_tickets (
    hash text primary key, sub text not null, purpose text not null, back_url text, expires_at_ms integer not null)`);
  return {
    issue({ sub, purpose, backUrl }) {
      state.prepare('delete from email_tickets where expires_at_ms <= ?').run(Math.floor(clock.now()));
      const secret = randomBytes(24).toString('base64url');
      const expiresAtMs = Math.floor(clock.now()) + lifetimes.emailTicket * 1000;
      state
        .prepare('insert into email_tickets values (?, ?, ?, ?, ?)')
        .run(hashOf(secret), sub, purpose, backUrl ?? null, expiresAtMs);
      return secret;
    },
    find(secret, purpose) {
      const row = state
        .prepare('select * from email_tickets where hash = ? and purpose = ? and expires_at_ms > ?')
        .get(hashOf(secret), purpose, Math.floor(clock.now()));
      if (row === undefined) return undefined;
      return { sub: String(row.sub), purpose, backUrl: row.back_url === null ? undefined : String(row.back_url) };
    },
    use(secret) {
      state.prepare('delete from email_tickets where hash = ?').run(hashOf(secret));
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
