import { verifyLedger } from '../../postgres/ledger.ts';
import type { Comparison, ComparisonParts } from './comparison.ts';

/** The ledger against itself: sums of zero, running balances that equal their entries. */
export async function compareLedger({ store }: ComparisonParts): Promise<Comparison> {
  const { faults, transfers } = await verifyLedger(store.db);
  return {
    findings: faults.map((fault) => ({
      kind: 'ledger_unbalanced' as const,
      subject: fault.split(' does not')[0] ?? fault,
      expected: 'the sum of its entries',
      found: fault,
    })),
    facts: { transfers },
  };
}
