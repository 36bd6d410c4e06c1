import type { DatabaseSync } from 'node:sqlite';
import type { Account } from './account.ts';

/** The table of accounts; addresses are stored in lower case. */
export interface AccountRows {
  find(column: 'sub' | 'email', value: string): { account: Account; passwordHash: string } | undefined;
  /** False when the address is taken. */
  insert(account: Account, passwordHash: string): boolean;
  update(account: Account): void;
  setPasswordHash(sub: string, passwordHash: string, updatedAt: string): void;
  remove(sub: string): void;
}

export function openAccountRows(state: DatabaseSync): AccountRows {
  state.exec(`create table if not exists accounts (
    sub text primary key, email text not null unique, password_hash text not null, email_verified integer not null,
    name text not null, picture text, user_metadata text not null, app_metadata text not null,
    created_at text not null, updated_at text not null)`);
  return {
    find(column, value) {
      const row = state.prepare(`select * from accounts where ${column} = ?`).get(value);
      return row === undefined ? undefined : { account: readRow(row), passwordHash: String(row.password_hash) };
    },
    insert(account, passwordHash) {
      const done = state
        .prepare('insert into accounts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (email) do nothing')
        .run(account.sub, account.email, passwordHash, ...changeable(account), account.createdAt, account.updatedAt);
      return Number(done.changes) === 1;
    },
    update(account) {
      state
        .prepare(
          `update accounts set email = ?, email_verified = ?, name = ?, picture = ?, user_metadata = ?,
           app_metadata = ?, updated_at = ? where sub = ?`,
        )
        .run(account.email, ...changeable(account), account.updatedAt, account.sub);
    },
    setPasswordHash(sub, passwordHash, updatedAt) {
      state
        .prepare('update accounts set password_hash = ?, updated_at = ? where sub = ?')
        .run(passwordHash, updatedAt, sub);
    },
    remove(sub) {
      state.prepare('delete from accounts where sub = ?').run(sub);
    },
  };
}

function changeable(account: Account) {
  const { emailVerified, name, picture, userMetadata, appMetadata } = account;
  return [Number(emailVerified), name, picture ?? null, JSON.stringify(userMetadata), JSON.stringify(appMetadata)];
}

function readRow(row: Record<string, unknown>): Account {
  return {
    sub: String(row.sub),
    email: String(row.email),
    emailVerified: row.email_verified === 1,
    name: String(row.name),
    picture: row.picture === null ? undefined : String(row.picture),
    userMetadata: JSON.parse(String(row.user_metadata)),
    appMetadata: JSON.parse(String(row.app_metadata)),
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  };
}
