import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Role {
  /** `rol_` and 16 letters or digits. */
  id: string;
  name: string;
  description: string;
}

/** Roles as Auth0 keeps them beside the accounts. The marketplace writes them here as a mirror of its own. */
export interface Roles {
  list(nameFilter?: string): Role[];
  /** Undefined when the name is taken. */
  create(name: string, description: string): Role | undefined;
  ofAccount(sub: string): Role[];
  /** False when a role does not exist; then nothing is changed. */
  assign(sub: string, roleIds: string[]): boolean;
  unassign(sub: string, roleIds: string[]): void;
}

export function openRoles(state: DatabaseSync): Roles {
  state.exec(`create table if not exists roles (id text primary key, name text not null unique, description text not null);
    create table if not exists role_members (sub text not null, role_id text not null, primary key (sub, role_id))`);
  const known = (id: string) => state.prepare('select 1 from roles where id = ?').get(id) !== undefined;
  return {
    list: (nameFilter = '') =>
      state
        .prepare('select * from roles where instr(lower(name), lower(?)) > 0 or ? = ? order by name')
        .all(nameFilter, nameFilter, '')
        .map(readRow),
    create(name, description) {
      const id = `rol_${randomBytes(12)
        .toString('base64url')
        .replace(/[^a-zA-Z0-9]/g, 'x')}`;
      const done = state
        .prepare('insert into roles values (?, ?, ?) on conflict (name) do nothing')
        .run(id, name, description);
      return Number(done.changes) === 1 ? { id, name, description } : undefined;
    },
    ofAccount: (sub) =>
      state
        .prepare('select roles.* from roles join role_members on role_id = id where sub = ? order by name')
        .all(sub)
        .map(readRow),
    assign(sub, roleIds) {
      if (!roleIds.every(known)) return false;
      for (const id of roleIds)
        state.prepare('insert into role_members values (?, ?) on conflict do nothing').run(sub, id);
      return true;
    },
    unassign(sub, roleIds) {
      for (const id of roleIds) state.prepare('delete from role_members where sub = ? and role_id = ?').run(sub, id);
    },
  };
}

function readRow(row: Record<string, unknown>): Role {
  return { id: String(row.id), name: String(row.name), description: String(row.description) };
}
