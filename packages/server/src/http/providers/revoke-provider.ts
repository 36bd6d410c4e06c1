import { providerRevokedNotice } from '@marketplace/core/providers';
import type { RoleMirror } from '../../auth0/role-mirror.ts';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { findUser, revokeRole } from '../../postgres/identity.ts';
import { notify } from '../../postgres/notifications.ts';
import { hideNodesOf } from '../../postgres/provider-nodes.ts';
import { requestRoleMirror } from '../../postgres/role-mirrors.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

interface RevokeParts {
  store: Store;
  supply: Supply;
  roleMirror: RoleMirror | undefined;
  newId: NewId;
}

/** Takes effect with the next request of the person; revoking once more changes nothing. */
export const revokeProvider =
  (parts: RevokeParts): Handler<'revokeProvider'> =>
  async (c) => {
    const { id: userId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const now = c.get('now');
    const { newId, roleMirror } = parts;
    if (!(await findUser(parts.store.db, userId))) throw new HttpProblem('not_found', 'There is no such person.');
    const hiddenNodeIds = await parts.store.transaction(async (tx) => {
      const revoked = await revokeRole(tx, { ...auditFacts(c, newId), userId, role: 'cloud-provider', reason });
      if (!revoked) return [];
      const nodeIds = await hideNodesOf(tx, userId, now);
      const notice = providerRevokedNotice({ at: now.toISOString(), nodeCount: nodeIds.length, reason });
      await notify(tx, { userId, notice, now, newId });
      if (roleMirror) await requestRoleMirror(tx, userId);
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'provider.revoked',
        object: `user:${userId}`,
        after: { hiddenNodeIds: nodeIds },
        reason,
      });
      return nodeIds;
    });
    parts.supply.invalidate();
    const roles = (await findUser(parts.store.db, userId))?.roles ?? [];
    return c.json({ userId, roles, hiddenNodeIds }, 200);
  };
