import type { UserChange } from '@marketplace/contract';
import type { GrantedRole } from '@marketplace/core/identity';
import type { Notice } from '@marketplace/core/notifications';
import type { RoleMirror } from '../../auth0/role-mirror.ts';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { grantRole, lockHolders, revokeRole } from '../../postgres/identity.ts';
import { notify } from '../../postgres/notifications.ts';
import { requestRoleMirror } from '../../postgres/role-mirrors.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { setSuspension } from '../../postgres/users.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { userDetail } from './get-user.ts';

interface Parts {
  store: Store;
  newId: NewId;
  roleMirror: RoleMirror | undefined;
}

/** One act, its audit line and the word to the person in one transaction; an act that is done already changes nothing. */
export const updateUser =
  (parts: Parts): Handler<'updateUser'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    // Unknown ids are refused before anything is looked at.
    await userDetail(parts.store, id);
    await parts.store.transaction(async (tx) => {
      if (!(await act(tx, c, parts.newId, id, change))) return;
      await tell(tx, c, parts.newId, id, change);
      if (parts.roleMirror && 'role' in change) await requestRoleMirror(tx, id);
    });
    return c.json(await userDetail(parts.store, id), 200);
  };

async function act(tx: Tx, c: HttpContext, newId: NewId, userId: string, change: UserChange): Promise<boolean> {
  const facts = auditFacts(c, newId);
  const { reason } = change;
  if (change.act === 'grant_role') {
    const { actor: by, at: now, ...rest } = facts;
    return grantRole(tx, { ...rest, userId, role: change.role, by, reason, now, newId });
  }
  if (change.act === 'revoke_role') {
    await refuseLastOperator(tx, userId, change.role);
    return revokeRole(tx, { ...facts, userId, role: change.role, reason });
  }
  if (change.act === 'suspend' && userId === actorOf(c).user.id)
    throw new HttpProblem('forbidden', 'Nobody suspends themselves: ask another operator.');
  const suspension = change.act === 'suspend' ? { at: facts.at, reason } : null;
  const changed = await setSuspension(tx, userId, suspension, facts.at);
  if (changed)
    await writeAudit(tx, {
      ...facts,
      action: change.act === 'suspend' ? 'user.suspended' : 'user.unsuspended',
      object: `user:${userId}`,
      reason,
    });
  return changed;
}

/** A marketplace without an operator could not be run, and nobody could make one. */
async function refuseLastOperator(tx: Tx, userId: string, role: GrantedRole) {
  if (role !== 'cloud-operator') return;
  const holders = await lockHolders(tx, role);
  if (holders.length === 1 && holders[0] === userId)
    throw new HttpProblem('last_operator', 'This is the last operator: the role cannot be taken back.');
}

const roleWords = { 'cloud-provider': 'cloud provider', 'cloud-operator': 'cloud operator' } as const;

async function tell(tx: Tx, c: HttpContext, newId: NewId, userId: string, change: UserChange) {
  const notice: Notice = { topic: 'account', dedupeKey: `user-change:${c.get('requestId')}`, ...words(change) };
  await notify(tx, { userId, notice, now: c.get('now'), newId });
}

function words(change: UserChange): Pick<Notice, 'severity' | 'title' | 'body'> {
  const why = `Reason: ${change.reason}`;
  if (change.act === 'suspend')
    return {
      severity: 'urgent',
      title: 'Your account was suspended',
      body: `${why}\n\nYou cannot start anything new. What runs goes on and is charged; you can still delete it and read everything.`,
    };
  if (change.act === 'unsuspend')
    return {
      severity: 'info',
      title: 'Your account is no longer suspended',
      body: `${why}\n\nEverything works again.`,
    };
  const role = roleWords[change.role];
  return change.act === 'grant_role'
    ? { severity: 'info', title: `You are a ${role} now`, body: why }
    : { severity: 'warn', title: `You are no longer a ${role}`, body: why };
}
