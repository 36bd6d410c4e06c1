import type { MaintenanceChange } from '@marketplace/contract';
import { acceptChange, stateOf, toldAtAnnouncement } from '@marketplace/core/maintenance';
import type { z } from 'zod';
import { tellWindow } from '../../maintenance/tell-window.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { changeWindow, listWindows, lockWindow, toldOf, type WindowRow, windowOf } from '../../postgres/maintenance.ts';
import type { Tx } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import type { WindowParts } from './schedule-window.ts';
import { refuseOverlap, requireZone } from './span.ts';
import { loadWindow, type Scope, unknownWindow } from './window.ts';

type Change = z.output<typeof MaintenanceChange>;

export const changeProviderMaintenance =
  (parts: WindowParts): Handler<'changeProviderMaintenance'> =>
  async (c) => {
    const scope = { providerId: actorOf(c).user.id };
    const { id } = c.req.valid('param');
    await change(parts, c, id, c.req.valid('json'), scope);
    return c.json(await loadWindow(parts.store.db, id, scope, c.get('now')), 200);
  };

export const changeMaintenance =
  (parts: WindowParts): Handler<'changeMaintenance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    await change(parts, c, id, c.req.valid('json'), {});
    return c.json(await loadWindow(parts.store.db, id, {}, c.get('now')), 200);
  };

export const cancelProviderMaintenance =
  (parts: WindowParts): Handler<'cancelProviderMaintenance'> =>
  async (c) => {
    const scope = { providerId: actorOf(c).user.id };
    const { id } = c.req.valid('param');
    await cancel(parts, c, id, scope);
    return c.json(await loadWindow(parts.store.db, id, scope, c.get('now')), 200);
  };

export const cancelMaintenance =
  (parts: WindowParts): Handler<'cancelMaintenance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    await cancel(parts, c, id, {});
    return c.json(await loadWindow(parts.store.db, id, {}, c.get('now')), 200);
  };

async function change(parts: WindowParts, c: HttpContext, id: string, given: Change, scope: Scope): Promise<void> {
  const now = c.get('now');
  if (given.timeZone !== undefined) requireZone(given.timeZone);
  await refuseOverlap(() =>
    parts.store.transaction(async (tx) => {
      const row = await lockInScope(tx, id, scope, now);
      const startsAt = given.startsAt === undefined ? row.starts_at : new Date(given.startsAt);
      const endsAt = given.endsAt === undefined ? row.ends_at : new Date(given.endsAt);
      const span = { startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() };
      const refusal = acceptChange(windowOf(row), span, now.getTime());
      if (refusal) throw problemOf(refusal);
      const moved = startsAt.getTime() !== row.starts_at.getTime();
      const told = moved ? toldAtAnnouncement(span.startsAtMs, now.getTime()) : toldOf(row);
      await changeWindow(tx, id, {
        starts_at: startsAt,
        ends_at: endsAt,
        time_zone: given.timeZone ?? row.time_zone,
        comment: given.comment === undefined ? row.comment : given.comment || null,
        version: row.version + 1,
        updated_at: now,
        told_day_before: told.dayBefore,
        told_start: told.start,
        told_end: told.end,
      });
      await tellAndAudit(tx, parts, c, row, 'changed');
    }),
  );
  parts.supply.invalidate();
}

async function cancel(parts: WindowParts, c: HttpContext, id: string, scope: Scope): Promise<void> {
  const now = c.get('now');
  await parts.store.transaction(async (tx) => {
    const row = await lockInScope(tx, id, scope, now);
    const state = stateOf(windowOf(row), now.getTime());
    if (state === 'cancelled') return;
    if (state === 'completed')
      throw new HttpProblem('maintenance_over', 'This window is over: there is nothing to cancel.');
    await changeWindow(tx, id, { cancelled_at: now, updated_at: now, version: row.version + 1 });
    await tellAndAudit(tx, parts, c, row, 'cancelled');
  });
  parts.supply.invalidate();
}

async function lockInScope(tx: Tx, id: string, scope: Scope, now: Date): Promise<WindowRow> {
  const [visible] = await listWindows(tx, { id, ...scope, now, limit: 1 });
  const row = visible && (await lockWindow(tx, id));
  if (!row) throw unknownWindow();
  return row;
}

async function tellAndAudit(
  tx: Tx,
  parts: WindowParts,
  c: HttpContext,
  before: WindowRow,
  news: 'changed' | 'cancelled',
) {
  const now = c.get('now');
  const row = await lockWindow(tx, before.id);
  if (!row) throw new Error('the window vanished within its own transaction');
  await tellWindow(tx, { row, news, now, newId: parts.newId });
  const span = ({ starts_at, ends_at, comment }: WindowRow) => ({
    startsAt: starts_at.toISOString(),
    endsAt: ends_at.toISOString(),
    comment,
  });
  await writeAudit(tx, {
    ...auditFacts(c, parts.newId),
    action: `maintenance.${news}`,
    object: `node:${row.node_id}`,
    before: span(before),
    after: { window: row.id, ...span(row) },
  });
}
