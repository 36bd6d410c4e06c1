import { spawnSync } from 'node:child_process';

/** The user that PostgreSQL runs as. Undefined: the present one. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

/** `nobody` on every Linux; PostgreSQL refuses to run as root, and creating a user on the host is not ours to do. */
const nobody: PostgresUser = { uid: 65534, gid: 65534 };

export function postgresUser(): PostgresUser | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/** True if the user may enter the folder. Asks the system itself, so that access lists and mount options count too. */
export function canEnter(user: PostgresUser | undefined, folder: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}
