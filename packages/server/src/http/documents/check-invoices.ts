import type { Month } from '@marketplace/core/documents';
import { type Compared, compareDocuments } from '../../postgres/document-check.ts';
import type { Store } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';

const SHOWN = 20;

export const checkInvoices =
  ({ store }: { store: Store }): Handler<'checkInvoices'> =>
  async (c) => {
    const { month } = c.req.valid('query');
    const found = await compareDocuments(store.db, month as Month);
    const receipts = comparisonJson(found.receipts);
    const creditNotes = comparisonJson(found.creditNotes);
    const { differing } = found.invoices;
    const invoices = comparisonJson(found.invoices);
    const equal =
      receipts.equal && creditNotes.equal && invoices.equal && differing.length === 0 && found.gaps.length === 0;
    return c.json(
      {
        month,
        finished: found.finished,
        equal,
        receipts,
        creditNotes,
        invoices: {
          ...invoices,
          differing: differing.slice(0, SHOWN),
          notInvoiced: { lines: found.notInvoiced.lines, amount: usdJson(found.notInvoiced.units) },
        },
        gaps: found.gaps,
      },
      200,
    );
  };

const comparisonJson = ({ documents, totalUnits, ledgerUnits }: Compared) => ({
  documents,
  total: usdJson(totalUnits),
  ledger: usdJson(ledgerUnits),
  equal: totalUnits === ledgerUnits,
});
