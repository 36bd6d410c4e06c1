import {
  becomesFirstOperator,
  type GrantedRole,
  type IssuerProfile,
  linksTo,
  type Role,
  rolesOf,
} from '@marketplace/core/identity';
import type { Selectable } from 'kysely';
import type { NewId } from '../ids.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { announceListings } from './provider-nodes.ts';
import { noteRoleChange } from './role-mirrors.ts';
import type { Schema } from './schema.ts';
import { type Database, type Store, type Tx, violates } from './store.ts';

export type User = Selectable<Schema['users']> & { roles: Role[] };

/** The person behind a subject of the issuer, or undefined before the first sign-in. */
export async function findUserBySubject(db: Database | Tx, subject: string): Promise<User | undefined> {
  const row = await db
    .selectFrom('identities')
    .innerJoin('users', 'users.id', 'identities.user_id')
    .selectAll('users')
    .where('identities.subject', '=', subject)
    .executeTakeFirst();
  return row && { ...row, roles: rolesOf(await grantedRoles(db, row.id)) };
}

export async function findUser(db: Database | Tx, userId: string): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  return row && { ...row, roles: rolesOf(await grantedRoles(db, row.id)) };
}

export interface SignInFacts {
  profile: IssuerProfile;
  operatorEmails: readonly string[];
  now: Date;
  newId: NewId;
}

/** First sign-in: makes the person or links the identity to the one with the same verified address. Parallel sign-ins make one. */
export async function signIn(store: Store, facts: SignInFacts): Promise<User> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction(async (tx) => {
        const known = await findUserBySubject(tx, facts.profile.subject);
        const userId = known?.id ?? (await linkOrCreate(tx, facts));
        await grantFirstOperator(tx, userId, facts);
        const user = await findUser(tx, userId);
        if (!user) throw new Error('the user vanished within its own transaction');
        return user;
      });
    } catch (error) {
      const raced = violates(error, 'identities_pkey') || violates(error, 'users_verified_email');
      if (!raced || attempt >= 3) throw error;
    }
  }
}

async function linkOrCreate(tx: Tx, { profile, now, newId }: SignInFacts): Promise<string> {
  const candidates = await tx
    .selectFrom('users')
    .select(['id', 'email', 'email_verified'])
    .where((is) => is(is.fn('lower', ['email']), '=', profile.email.toLowerCase()))
    .where('email_verified', '=', true)
    .execute();
  const match = candidates.find((user) => linksTo(profile, { email: user.email, emailVerified: user.email_verified }));
  const userId = match?.id ?? newId(now);
  if (!match) {
    await tx
      .insertInto('users')
      .values({
        id: userId,
        email: profile.email,
        email_verified: profile.emailVerified,
        name: profile.name,
        picture_url: profile.pictureUrl ?? null,
        stripe_customer_id: null,
        created_at: now,
        updated_at: now,
      })
      .execute();
  }
  await tx.insertInto('identities').values({ subject: profile.subject, user_id: userId, linked_at: now }).execute();
  return userId;
}

async function grantFirstOperator(tx: Tx, userId: string, facts: SignInFacts) {
  const operator = await tx
    .selectFrom('role_grants')
    .select('user_id')
    .where('role', '=', 'cloud-operator')
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const rule = { operatorEmails: facts.operatorEmails, operatorExists: operator !== undefined };
  if (!becomesFirstOperator(facts.profile, rule)) return;
  await grantRole(tx, { userId, role: 'cloud-operator', by: 'configuration', reason: 'first operator', ...facts });
}

export interface RoleGrant {
  userId: string;
  role: GrantedRole;
  by: string;
  reason: string;
  now: Date;
  newId: NewId;
  requestId?: string;
  ip?: string;
}

/** Grants a role once and audits it; granting it again changes nothing and gives false. */
export async function grantRole(tx: Tx, grant: RoleGrant): Promise<boolean> {
  const inserted = await tx
    .insertInto('role_grants')
    .values({
      user_id: grant.userId,
      role: grant.role,
      granted_at: grant.now,
      granted_by: grant.by,
      reason: grant.reason,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (!inserted && !(await reopenGrant(tx, grant))) return false;
  await followRoleChange(tx, grant);
  await writeAudit(tx, {
    id: grant.newId(grant.now),
    at: grant.now,
    actor: grant.by,
    action: 'role.granted',
    object: `user:${grant.userId}`,
    after: { role: grant.role },
    reason: grant.reason,
    ...(grant.requestId ? { requestId: grant.requestId } : {}),
    ...(grant.ip ? { ip: grant.ip } : {}),
  });
  return true;
}

/** The identity provider is to be told, and nodes of a provider are sold only while the role is held. */
async function followRoleChange(tx: Tx, { userId, role }: { userId: string; role: GrantedRole }): Promise<void> {
  await noteRoleChange(tx, userId);
  if (role === 'cloud-provider') await announceListings(tx);
}

/** A role that is taken away and granted again within the same instant of our clock has one row: it is live again. */
async function reopenGrant(tx: Tx, { userId, role, by, reason, now }: RoleGrant): Promise<boolean> {
  const reopened = await tx
    .updateTable('role_grants')
    .set({ revoked_at: null, granted_by: by, reason })
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .where('granted_at', '=', now)
    .where('revoked_at', 'is not', null)
    .returning('user_id')
    .executeTakeFirst();
  return reopened !== undefined;
}

/** Takes a role back, and audits it; false when the person does not hold it. */
export async function revokeRole(
  tx: Tx,
  { userId, role, ...audit }: { userId: string; role: GrantedRole; reason: string } & RoleAudit,
): Promise<boolean> {
  const revoked = await tx
    .updateTable('role_grants')
    .set({ revoked_at: audit.at })
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  if (!revoked) return false;
  await followRoleChange(tx, { userId, role });
  await writeAudit(tx, { ...audit, action: 'role.revoked', object: `user:${userId}`, before: { role } });
  return true;
}

type RoleAudit = Pick<AuditEntry, 'id' | 'at' | 'actor' | 'requestId' | 'ip'>;

/** How many people hold a role now; the rows are locked, so that two cannot both leave as the last but one. */
export async function lockHolders(tx: Tx, role: GrantedRole): Promise<string[]> {
  const rows = await tx
    .selectFrom('role_grants')
    .select('user_id')
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .orderBy('user_id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.user_id);
}

/**
 * The issuer verified the address after the first sign-in: what waited for that, the first operator's role, is done now.
 * Nothing changes when another person holds the address verified already.
 */
export async function confirmEmail(store: Store, userId: string, facts: SignInFacts): Promise<void> {
  try {
    await store.transaction(async (tx) => {
      const change = { email_verified: true, updated_at: facts.now };
      await tx.updateTable('users').set(change).where('id', '=', userId).execute();
      await grantFirstOperator(tx, userId, facts);
    });
  } catch (error) {
    if (!violates(error, 'users_verified_email')) throw error;
  }
}

export interface ProfileChange {
  name?: string | undefined;
  picture_url?: string | null | undefined;
  time_zone?: string | undefined;
  email_notifications?: boolean | undefined;
}

/** Changes what is given and leaves the rest. */
export async function updateUser(db: Database, userId: string, change: ProfileChange, now: Date): Promise<void> {
  await db
    .updateTable('users')
    .set({ ...change, updated_at: now })
    .where('id', '=', userId)
    .execute();
}

async function grantedRoles(db: Database | Tx, userId: string): Promise<GrantedRole[]> {
  const rows = await db
    .selectFrom('role_grants')
    .select('role')
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.map((row) => row.role);
}
