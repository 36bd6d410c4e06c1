import type { NewMaintenanceWindow } from '@marketplace/contract';
import { acceptWindow, toldAtAnnouncement } from '@marketplace/core/maintenance';
import type { NewId } from '../../ids.ts';
import { tellWindow } from '../../maintenance/tell-window.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { insertWindow, lockWindow } from '../../postgres/maintenance.ts';
import { findProviderNode } from '../../postgres/provider-nodes.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import type { Supply } from '../../supply.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { refuseOverlap, requireZone } from './span.ts';
import { loadWindow, type Scope } from './window.ts';

export interface WindowParts {
  store: Store;
  supply: Supply;
  newId: NewId;
}

export const scheduleProviderMaintenance =
  (parts: WindowParts): Handler<'scheduleProviderMaintenance'> =>
  async (c) => {
    const scope = { providerId: actorOf(c).user.id };
    const id = await schedule(parts, c, c.req.valid('json'), c.req.valid('header')['idempotency-key'], scope);
    return c.json(await loadWindow(parts.store.db, id, scope, c.get('now')), 201);
  };

export const scheduleMaintenance =
  (parts: WindowParts): Handler<'scheduleMaintenance'> =>
  async (c) => {
    const id = await schedule(parts, c, c.req.valid('json'), c.req.valid('header')['idempotency-key'], {});
    return c.json(await loadWindow(parts.store.db, id, {}, c.get('now')), 201);
  };

/** Writes the window and tells everybody concerned in one transaction. */
async function schedule(
  parts: WindowParts,
  c: HttpContext,
  body: NewMaintenanceWindow,
  key: string | undefined,
  scope: Scope,
): Promise<string> {
  const now = c.get('now');
  const userId = actorOf(c).user.id;
  const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)];
  const refusal = acceptWindow({ startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() }, now.getTime());
  if (refusal) throw problemOf(refusal);
  requireZone(body.timeZone);
  if (!(await parts.supply.index()).byId.has(body.nodeId)) throw fieldProblem('nodeId', 'is not a node of the grid');
  const { resourceId } = await refuseOverlap(() =>
    parts.store.transaction((tx) =>
      once(
        tx,
        { userId, operation: scope.providerId ? 'scheduleProviderMaintenance' : 'scheduleMaintenance', key, body, now },
        async () => {
          await requireNode(tx, body.nodeId, scope);
          const id = parts.newId(now);
          const told = toldAtAnnouncement(startsAt.getTime(), now.getTime());
          await insertWindow(tx, {
            id,
            node_id: body.nodeId,
            starts_at: startsAt,
            ends_at: endsAt,
            time_zone: body.timeZone,
            comment: body.comment || null,
            created_by: userId,
            created_at: now,
            updated_at: now,
            version: 1,
            cancelled_at: null,
            told_day_before: told.dayBefore,
            told_start: told.start,
            told_end: told.end,
          });
          const row = await lockWindow(tx, id);
          if (row) await tellWindow(tx, { row, news: 'announced', now, newId: parts.newId });
          await writeAudit(tx, {
            ...auditFacts(c, parts.newId),
            action: 'maintenance.scheduled',
            object: `node:${body.nodeId}`,
            after: { window: id, startsAt: body.startsAt, endsAt: body.endsAt },
          });
          return id;
        },
      ),
    ),
  );
  parts.supply.invalidate();
  return resourceId;
}

/** A provider announces for nodes that they brought; another's is not theirs to speak of. */
async function requireNode(tx: Tx, nodeId: number, { providerId }: Scope): Promise<void> {
  if (providerId === undefined) return;
  const listed = await findProviderNode(tx, nodeId);
  if (listed?.user_id !== providerId)
    throw new HttpProblem('not_found', `Node ${nodeId} is not one of your nodes.`, {
      errors: [{ path: 'nodeId', message: 'is not one of your nodes' }],
    });
}
