import { shareHoldsFromMs } from '@marketplace/core/pricing';
import { nodeShareNotice } from '@marketplace/core/providers';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { insertShare, lastShares } from '../../postgres/node-pool.ts';
import { notify } from '../../postgres/notifications.ts';
import { lockListedNode } from '../../postgres/provider-nodes.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { notInPool, poolNodeDetailJson } from './pool-node.ts';

interface ShareParts {
  store: Store;
  supply: Supply;
  newId: NewId;
}

/** A new version from the next full hour on. The node's row is locked, so that two operators write one after the other. */
export const setNodeShare =
  (parts: ShareParts): Handler<'setNodeShare'> =>
  async (c) => {
    const { id: nodeId } = c.req.valid('param');
    const { percent, reason } = c.req.valid('json');
    const now = c.get('now');
    const { newId } = parts;
    await parts.store.transaction(async (tx) => {
      const node = await lockListedNode(tx, nodeId);
      if (!node) throw notInPool();
      const before = (await lastShares(tx, [nodeId])).get(nodeId) ?? null;
      if (before === percent) return;
      const from = new Date(shareHoldsFromMs(now.getTime()));
      const set = { node_id: nodeId, from_hour: from, percent, reason, set_by: actorOf(c).user.id, set_at: now };
      await insertShare(tx, set);
      const general = (await readSettings(tx)).providers.sharePercent;
      const notice = nodeShareNotice({
        nodeId,
        at: now.toISOString(),
        from: from.toISOString(),
        percent,
        general,
        reason,
      });
      await notify(tx, { userId: node.user_id, notice, now, newId });
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'node.share_changed',
        object: `node:${nodeId}`,
        before: { percent: before },
        after: { percent, from: from.toISOString() },
        reason,
      });
    });
    return c.json(await poolNodeDetailJson(parts, nodeId), 200);
  };
