import { nodeLeftNotice } from '@marketplace/core/providers';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { writeAudit } from '../postgres/audit.ts';
import { notify } from '../postgres/notifications.ts';
import { changeNode, lockLeftNodes } from '../postgres/provider-nodes.ts';
import type { Store } from '../postgres/store.ts';

export interface LeftNodesParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

const BATCH = 100;

/** Nodes that their providers take out are gone once nothing runs on them any more. */
export async function releaseLeftNodes({ store, clock, newId }: LeftNodesParts): Promise<void> {
  const now = clock.now();
  const at = now.toISOString();
  for (;;) {
    const released = await store.transaction(async (tx) => {
      const left = await lockLeftNodes(tx, BATCH);
      for (const { nodeId, userId } of left) {
        await changeNode(tx, nodeId, { status: 'removed' }, now);
        await notify(tx, { userId, notice: nodeLeftNotice({ nodeId, at }), now, newId });
        await writeAudit(tx, {
          id: newId(now),
          at: now,
          actor: 'job',
          action: 'provider_node.left',
          object: `node:${nodeId}`,
          after: { state: 'removed' },
        });
      }
      return left.length;
    });
    if (released < BATCH) return;
  }
}
