import type { NodeRemoval } from '@marketplace/contract';
import { nodeLeavingNotice } from '@marketplace/core/providers';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { notifyRole } from '../../postgres/notifications.ts';
import { changeNode, liveDeploymentsOn, lockBroughtNode } from '../../postgres/provider-nodes.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { noSuchNode } from './node.ts';

interface RemoveParts {
  store: Store;
  supply: Supply;
  newId: NewId;
}

/** Nothing new comes from now on; what runs keeps its terms, and the node is gone with the last of it. */
export const removeProviderNode =
  (parts: RemoveParts): Handler<'removeProviderNode'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const removal = await parts.store.transaction((tx) => remove(tx, c, parts.newId, id));
    parts.supply.invalidate();
    return c.json(removal, 200);
  };

/** An order holds the listing until it is written, so that what is counted here is all that will ever run. */
async function remove(tx: Tx, c: HttpContext, newId: NewId, nodeId: number): Promise<NodeRemoval> {
  const now = c.get('now');
  const before = await lockBroughtNode(tx, actorOf(c).user.id, nodeId);
  if (!before) throw noSuchNode();
  if (before.status === 'removed') return { nodeId, state: 'removed', liveDeployments: 0 };
  const live = (await liveDeploymentsOn(tx, [nodeId])).get(nodeId) ?? 0;
  const removal = { nodeId, state: live === 0 ? ('removed' as const) : ('leaving' as const), liveDeployments: live };
  if (before.leaving_since !== null) return { ...removal, state: 'leaving' };
  const leaving = { exposed: false, leaving_since: now };
  await changeNode(tx, nodeId, live === 0 ? { ...leaving, status: 'removed' } : leaving, now);
  const notice = nodeLeavingNotice({ nodeId, at: now.toISOString(), live });
  await notifyRole(tx, { role: 'cloud-operator', notice, now, newId });
  await writeAudit(tx, {
    ...auditFacts(c, newId),
    action: 'provider_node.removed',
    object: `node:${nodeId}`,
    before: { exposed: before.exposed },
    after: { state: removal.state, liveDeployments: live },
  });
  return removal;
}
