import type { UserDetail } from '@marketplace/contract';
import { hourlySpend } from '../../postgres/deployments.ts';
import { findUser } from '../../postgres/identity.ts';
import { readBalances } from '../../postgres/ledger.ts';
import type { Store } from '../../postgres/store.ts';
import { listUsers, roleHistory } from '../../postgres/users.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { userSummaryJson } from './list-users.ts';

export const getUser =
  (parts: { store: Store }): Handler<'getUser'> =>
  async (c) =>
    c.json(await userDetail(parts.store, c.req.valid('param').id), 200);

/** Throws `not_found` for an unknown id. */
export async function userDetail({ db }: Store, userId: string): Promise<UserDetail> {
  const [[listed], user, grants, balances, spend] = await Promise.all([
    listUsers(db, { id: userId, limit: 1 }),
    findUser(db, userId),
    roleHistory(db, userId),
    readBalances(db, `user:${userId}`),
    hourlySpend(db, userId),
  ]);
  if (!listed || !user) throw new HttpProblem('not_found', 'There is no user with this id.');
  return {
    ...userSummaryJson(listed),
    emailVerified: user.email_verified,
    timeZone: user.time_zone,
    held: usdJson(balances.held),
    hourlySpend: usdJson(spend),
    suspension:
      user.suspended_at && user.suspended_reason
        ? { since: user.suspended_at.toISOString(), reason: user.suspended_reason }
        : null,
    grants: grants.map((grant) => ({
      role: grant.role,
      grantedAt: grant.granted_at.toISOString(),
      grantedBy: grant.granted_by,
      reason: grant.reason,
      revokedAt: grant.revoked_at?.toISOString() ?? null,
    })),
  };
}
