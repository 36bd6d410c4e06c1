import { taxWithin } from './contained-tax.ts';
import type { CardPayment, DocumentContent, DocumentFacts } from './content.ts';

interface PaymentFacts {
  facts: DocumentFacts;
  payment: CardPayment;
  transferId: bigint;
}

/** Confirms a settled top-up. `units` is what came. */
export function receiptContent({ units, ...rest }: PaymentFacts & { units: bigint }): DocumentContent {
  return {
    kind: 'receipt',
    ...oneLine(units, 'Prepaid balance, paid by card', rest),
    refersTo: null,
    notes: [
      'A top-up is a prepayment. What you use is billed on a monthly invoice, and its tax is accounted for there.',
    ],
  };
}

export interface CreditNoteFacts extends PaymentFacts {
  /** What went back to the card; negative when it did not arrive and is on the balance again. */
  units: bigint;
  receipt: { id: string; number: string } | null;
  reason: string | undefined;
}

/** Confirms that money of a top-up went back to the card, or that it did not arrive. */
export function creditNoteContent({ units, receipt, reason, ...rest }: CreditNoteFacts): DocumentContent {
  const of = receipt ? `the payment of receipt ${receipt.number}` : 'a card payment';
  const line = units < 0n ? `Refund of ${of} did not arrive: on your balance again` : `Refund of ${of} to the card`;
  return {
    kind: 'credit_note',
    ...oneLine(units, line, rest),
    refersTo: receipt,
    notes: reason ? [`Reason: ${reason}`] : [],
  };
}

function oneLine(units: bigint, description: string, { facts, payment, transferId }: PaymentFacts) {
  const { grossUnits, netUnits, taxUnits } = taxWithin(units, facts.taxPercent);
  const line = { description, detail: null, deploymentId: null, seconds: null, hourlyUnits: null };
  return {
    ...facts,
    period: null,
    lines: [{ ...line, grossUnits, netUnits, taxUnits }],
    totalUnits: grossUnits,
    netUnits,
    taxUnits,
    account: null,
    payment,
    ledger: { first: transferId, last: transferId, lines: 1 },
  };
}
