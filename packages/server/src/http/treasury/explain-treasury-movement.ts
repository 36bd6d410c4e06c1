import { purchaseTransfer, type StellarAsset, saleTransfer } from '@marketplace/core/ledger';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { requestComparison } from '../../postgres/reconciliation.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { book } from '../../postgres/treasury-books.ts';
import { insertLot, takeLots } from '../../postgres/treasury-lots.ts';
import { explainMovement, listMovements, lockMovement, type MovementRow } from '../../postgres/treasury-movements.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import { unitsOf } from './amounts.ts';
import { movementJson } from './movement.ts';

interface Words {
  dollarUnits: bigint;
  explanation: string;
  userId: string;
  now: Date;
  newId: NewId;
}

/** What came in becomes a lot at what it cost; what went out leaves the lots for what it brought. */
export const explainTreasuryMovement =
  (parts: { store: Store; newId: NewId }): Handler<'explainTreasuryMovement'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id } = c.req.valid('param');
    const { dollars, explanation } = c.req.valid('json');
    const dollarUnits = unitsOf(dollars.amount);
    if (dollarUnits < 0n) throw fieldProblem('dollars.amount', 'must not be negative');
    const words: Words = { dollarUnits, explanation, userId: actorOf(c).user.id, now: c.get('now'), newId };
    await store.transaction(async (tx) => {
      const movement = await lockMovement(tx, id);
      if (!movement) throw new HttpProblem('not_found', 'There is no such movement.');
      if (movement.status !== 'unmatched')
        throw new HttpProblem('movement_explained', `This movement is ${movement.status} already.`);
      await explain(tx, movement, words);
      const by = `user:${words.userId}`;
      const task = { kind: 'movement_unexplained', subject: `movement:${id}` };
      await closeTask(tx, { ...task, by, resolution: explanation, now: words.now });
      await requestComparison(tx, 'treasury');
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'treasury.movement_explained',
        object: `treasury_movement:${id}`,
        before: { status: movement.status },
        after: { dollars: dollars.amount },
        reason: explanation,
      });
    });
    const [row] = await listMovements(store.db, { id, limit: 1 });
    if (!row) throw new Error(`movement ${id} vanished`);
    return c.json(movementJson(row), 200);
  };

async function explain(tx: Tx, movement: MovementRow, words: Words): Promise<void> {
  const known = movement.asset === 'USDC' || movement.asset === 'TFT' || movement.asset === 'XLM';
  const asset = movement.asset as StellarAsset;
  if (!known) return explainMovement(tx, movement.id, words);
  return movement.direction === 'in' ? bought(tx, movement, asset, words) : sold(tx, movement, asset, words);
}

async function bought(tx: Tx, movement: MovementRow, asset: StellarAsset, words: Words) {
  const { dollarUnits: costUnits, newId, now } = words;
  const facts = { id: movement.id, eventAtMs: movement.at.getTime(), asset, units: movement.units };
  await book(tx, purchaseTransfer({ ...facts, costUnits, from: 'treasury_suspense' }), now);
  if (asset === 'XLM') return explainMovement(tx, movement.id, words);
  const lotId = newId(now);
  await insertLot(tx, {
    id: lotId,
    asset,
    origin: 'purchase',
    units: movement.units,
    cost_units: costUnits,
    bought_at: movement.at,
    arrived_at: movement.at,
    reference: words.explanation.slice(0, 200),
    recorded_by: words.userId,
    created_at: now,
  });
  await explainMovement(tx, movement.id, { ...words, lotId });
}

async function sold(tx: Tx, movement: MovementRow, asset: StellarAsset, words: Words) {
  const taken = asset === 'XLM' ? { costUnits: 0n, costUsdcUnits: 0n } : await takeLots(tx, asset, movement.units);
  const facts = { id: movement.id, eventAtMs: movement.at.getTime(), asset, units: movement.units };
  await book(tx, saleTransfer({ ...facts, costUnits: taken.costUnits, proceedsUnits: words.dollarUnits }), words.now);
  await explainMovement(tx, movement.id, { ...words, costUsdcUnits: taken.costUsdcUnits });
}
