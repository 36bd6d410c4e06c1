import type { StripeEquation } from '@marketplace/contract';
import { sourceState } from '@marketplace/core/reconciliation';
import { countOpenFindings, readSources, type SourceRow } from '../../postgres/reconciliation.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';

export const getReconciliation =
  ({ store }: { store: Store }): Handler<'getReconciliation'> =>
  async (c) => {
    const now = c.get('now');
    const [rows, open] = await Promise.all([readSources(store.db), countOpenFindings(store.db)]);
    const sources = rows.map((row) => sourceJson(row, open.get(row.source) ?? 0, now));
    const stripe = rows.find(({ source }) => source === 'stripe');
    return c.json({ asOf: now.toISOString(), sources, equation: stripe ? equationOf(stripe) : null }, 200);
  };

function sourceJson(row: SourceRow, openFindings: number, now: Date) {
  const { state, unknownSinceMs } = sourceState(
    { comparedAtMs: row.compared_at?.getTime(), failingSinceMs: row.failing_since?.getTime(), openFindings },
    now.getTime(),
  );
  return {
    source: row.source,
    state,
    comparedAt: row.compared_at?.toISOString() ?? null,
    unknownSince: unknownSinceMs === undefined ? null : new Date(unknownSinceMs).toISOString(),
    failure: row.failure,
    nextAt: row.due_at.toISOString(),
    openFindings,
    facts: row.facts,
  };
}

/** Null before the first comparison. */
function equationOf({ compared_at, facts }: SourceRow): StripeEquation | null {
  if (!compared_at) return null;
  const usd = (name: string) => ({ currency: 'USD' as const, amount: String(facts[name]) });
  return {
    stripe: usd('balance'),
    ledger: usd('ledger'),
    onTheWay: usd('onTheWay'),
    difference: usd('difference'),
    fees: usd('fees'),
  };
}
