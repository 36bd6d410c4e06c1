import { nodePausedNotice, nodeResumedNotice } from '@marketplace/core/providers';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { notify } from '../../postgres/notifications.ts';
import { changeNode, lockListedNode } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import type { HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { notInPool, poolNodeDetailJson } from './pool-node.ts';

interface PauseParts {
  store: Store;
  supply: Supply;
  newId: NewId;
}

/** The operator's switch, beside the provider's own. Another reason is told anew; the same once more changes nothing. */
export const pauseNode =
  (parts: PauseParts): Handler<'pauseNode'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    await setPause(parts, c, { nodeId: id, reason: c.req.valid('json').reason });
    return c.json(await poolNodeDetailJson(parts, id), 200);
  };

export const resumeNode =
  (parts: PauseParts): Handler<'resumeNode'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    await setPause(parts, c, { nodeId: id, reason: null });
    return c.json(await poolNodeDetailJson(parts, id), 200);
  };

async function setPause(
  { store, supply, newId }: PauseParts,
  c: HttpContext,
  { nodeId, reason }: { nodeId: number; reason: string | null },
): Promise<void> {
  const now = c.get('now');
  await store.transaction(async (tx) => {
    const before = await lockListedNode(tx, nodeId);
    if (!before) throw notInPool();
    if (before.paused_reason === reason) return;
    await changeNode(tx, nodeId, { paused_reason: reason }, now);
    const at = now.toISOString();
    const notice =
      reason === null
        ? nodeResumedNotice({ nodeId, at, exposed: before.exposed })
        : nodePausedNotice({ nodeId, at, reason });
    await notify(tx, { userId: before.user_id, notice, now, newId });
    await writeAudit(tx, {
      ...auditFacts(c, newId),
      action: reason === null ? 'node.resumed' : 'node.paused',
      object: `node:${nodeId}`,
      before: { pausedReason: before.paused_reason },
      after: { pausedReason: reason },
      ...(reason === null ? {} : { reason }),
    });
  });
  supply.invalidate();
}
