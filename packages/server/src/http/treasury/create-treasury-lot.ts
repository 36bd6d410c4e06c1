import { purchaseTransfer } from '@marketplace/core/ledger';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { requestComparison } from '../../postgres/reconciliation.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { book } from '../../postgres/treasury-books.ts';
import { findLot, insertLot, type NewLot } from '../../postgres/treasury-lots.ts';
import { findUnmatchedArrival, matchMovementToLot } from '../../postgres/treasury-movements.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem } from '../problems.ts';
import { unitsOf } from './amounts.ts';
import { lotJson } from './lot.ts';

export const createTreasuryLot =
  (parts: { store: Store; newId: NewId }): Handler<'createTreasuryLot'> =>
  async (c) => {
    const { store, newId } = parts;
    const { user } = actorOf(c);
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const wish = c.req.valid('json');
    const now = c.get('now');
    const costUnits = unitsOf(wish.cost.amount);
    const boughtAt = new Date(wish.boughtAt);
    if (costUnits < 0n) throw fieldProblem('cost.amount', 'must not be negative');
    if (boughtAt > now) throw fieldProblem('boughtAt', 'must not be in the future');
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createTreasuryLot', key, body: wish, now }, async () => {
        const id = newId(now);
        await recordPurchase(tx, {
          id,
          asset: wish.asset,
          origin: 'purchase',
          units: unitsOf(wish.amount),
          cost_units: costUnits,
          bought_at: boughtAt,
          reference: wish.reference,
          recorded_by: user.id,
          created_at: now,
        });
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'treasury.purchase_recorded',
          object: `treasury_lot:${id}`,
          after: wish,
        });
        return id;
      }),
    );
    const lot = await findLot(store.db, resourceId);
    if (!lot) throw new Error(`lot ${resourceId} vanished`);
    return c.json(lotJson(lot), 201);
  };

/** What has come already without anybody saying why is taken for it; else it is awaited. */
async function recordPurchase(
  tx: Tx,
  lot: NewLot & { units: bigint; cost_units: bigint; bought_at: Date; created_at: Date },
) {
  const { id, asset, units, cost_units: costUnits, created_at: now } = lot;
  const arrival = await findUnmatchedArrival(tx, asset, units);
  const from = arrival ? ('treasury_suspense' as const) : ('treasury_arriving' as const);
  await book(tx, purchaseTransfer({ id, eventAtMs: lot.bought_at.getTime(), asset, units, costUnits, from }), now);
  await insertLot(tx, { ...lot, arrived_at: arrival?.at ?? null });
  if (!arrival) return;
  await matchMovementToLot(tx, arrival.id, id);
  await requestComparison(tx, 'treasury');
  await closeTask(tx, {
    kind: 'movement_unexplained',
    subject: `movement:${arrival.id}`,
    by: `user:${lot.recorded_by}`,
    resolution: `Purchase ${lot.reference}`,
    now,
  });
}
