import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';
import type { Account } from './account.ts';
import { openAccountRows } from './account-rows.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './constants.ts';
import { hashPassword, passwordMatches } from './passwords.ts';

export interface NewAccount {
  email: string;
  password: string;
  name?: string;
  emailVerified?: boolean;
}

type AccountChange = Partial<
  Pick<Account, 'email' | 'emailVerified' | 'name' | 'picture' | 'userMetadata' | 'appMetadata'>
>;

export interface Accounts {
  /** Undefined when the address is taken. */
  create(account: NewAccount): Promise<Account | undefined>;
  find(sub: string): Account | undefined;
  findByEmail(email: string): Account | undefined;
  /** The account when address and password belong together. */
  authenticate(email: string, password: string): Promise<Account | undefined>;
  change(sub: string, change: AccountChange): Account | undefined;
  setPassword(sub: string, password: string): Promise<void>;
  remove(sub: string): void;
  /** Creates the demo accounts that do not exist yet, with verified addresses. */
  seedDemoAccounts(): Promise<void>;
}

export function openAccounts(state: DatabaseSync, clock: SandboxClock): Accounts {
  const rows = openAccountRows(state);
  const timestamp = () => new Date(clock.now()).toISOString();
  const find = (sub: string) => rows.find('sub', sub)?.account;
  const findByEmail = (email: string) => rows.find('email', bare(email));
  const insert = (wanted: NewAccount, passwordHash: string) => {
    const account = newAccount(wanted, timestamp());
    return rows.insert(account, passwordHash) ? account : undefined;
  };

  return {
    find,
    create: async (account) => insert(account, await hashPassword(account.password)),
    findByEmail: (email) => findByEmail(email)?.account,
    async authenticate(email, password) {
      const found = findByEmail(email);
      // An unknown address costs the same time as a wrong password.
      const matches = await passwordMatches(password, found?.passwordHash ?? absentHash);
      return matches ? found?.account : undefined;
    },
    change(sub, change) {
      const account = find(sub);
      if (account === undefined) return undefined;
      const next = { ...account, ...change, updatedAt: timestamp() };
      rows.update({ ...next, email: bare(next.email) });
      return find(sub);
    },
    setPassword: async (sub, password) => rows.setPasswordHash(sub, await hashPassword(password), timestamp()),
    remove: rows.remove,
    async seedDemoAccounts() {
      const absent = DEMO_ACCOUNTS.filter(({ email }) => findByEmail(email) === undefined);
      if (absent.length === 0) return;
      const hash = await hashPassword(DEMO_PASSWORD);
      for (const { email, name } of absent) insert({ email, name, password: DEMO_PASSWORD, emailVerified: true }, hash);
    },
  };
}

function newAccount({ email, name, emailVerified = false }: NewAccount, at: string): Account {
  return {
    sub: `auth0|${randomBytes(12).toString('hex')}`,
    email: bare(email),
    emailVerified,
    name: name?.trim() || bare(email),
    picture: undefined,
    userMetadata: {},
    appMetadata: {},
    createdAt: at,
    updatedAt: at,
  };
}

function bare(email: string): string {
  return email.trim().toLowerCase();
}

const absentHash = `${'0'.repeat(32)}:${'0'.repeat(64)}`;
