import { maxOf, minOf } from '../money/index.ts';
import { splitTax } from './contained-tax.ts';
import type { DocumentContent, DocumentFacts, DocumentLine, Movement } from './content.ts';

/** Lines of a person's statement that are alike, summed up. */
export interface StatementSum {
  kind: string;
  /** On what an invoice bills: what it was, and on which machine. */
  description: string;
  detail: string | null;
  deploymentId: string | null;
  hourlyUnits: bigint | null;
  seconds: number | null;
  lines: number;
  /** Signed as on the statement: what was charged is negative. */
  units: bigint;
  firstTransfer: bigint;
  lastTransfer: bigint;
}

export interface InvoiceFacts {
  facts: DocumentFacts;
  period: { from: string; to: string };
  openingUnits: bigint;
  sums: readonly StatementSum[];
}

/** What is bought; all other kinds move the balance without being a purchase. */
export const billedKinds: readonly string[] = ['usage', 'correction'];

/** Bills what was used in a month and shows how the balance went from opening to closing. Throws without any line. */
export function invoiceContent({ facts, period, openingUnits, sums }: InvoiceFacts): DocumentContent {
  const [first, ...others] = sums;
  if (!first) throw new Error('an invoice has at least one line of the statement');
  const billed = sums.filter(({ kind }) => billedKinds.includes(kind));
  const tax = splitTax(
    billed.map(({ units }) => -units),
    facts.taxPercent,
  );
  const lines = billed.map((sum, at) => ({ ...lineOf(sum), ...(tax.lines[at] as (typeof tax.lines)[number]) }));
  const all = sums.reduce((total, { units }) => total + units, 0n);
  return {
    kind: 'invoice',
    ...facts,
    period,
    lines,
    totalUnits: tax.total.grossUnits,
    netUnits: tax.total.netUnits,
    taxUnits: tax.total.taxUnits,
    account: {
      openingUnits,
      movements: movementsOf(sums.filter(({ kind }) => !billedKinds.includes(kind))),
      billedUnits: tax.total.grossUnits,
      closingUnits: openingUnits + all,
    },
    payment: null,
    refersTo: null,
    ledger: {
      first: others.reduce((id, { firstTransfer }) => minOf(id, firstTransfer), first.firstTransfer),
      last: others.reduce((id, { lastTransfer }) => maxOf(id, lastTransfer), first.lastTransfer),
      lines: sums.reduce((count, { lines }) => count + lines, 0),
    },
    notes: notesOf(lines, openingUnits + all),
  };
}

const lineOf = ({ description, detail, deploymentId, seconds, hourlyUnits }: StatementSum) => ({
  description,
  detail,
  deploymentId,
  seconds,
  hourlyUnits,
});

/** One per kind, in the order in which kinds first appear. */
function movementsOf(sums: readonly StatementSum[]): Movement[] {
  const byKind = new Map<string, Movement>();
  for (const { kind, lines, units } of sums) {
    const known = byKind.get(kind) ?? { kind, lines: 0, units: 0n };
    byKind.set(kind, { kind, lines: known.lines + lines, units: known.units + units });
  }
  return [...byKind.values()];
}

function notesOf(lines: readonly DocumentLine[], closingUnits: bigint): string[] {
  return [
    ...(lines.some(({ seconds }) => seconds !== null)
      ? [
          'Usage is charged by the second, each UTC hour rounded down to 0.0000001 USD. A month of a price is 720 hours.',
        ]
      : []),
    closingUnits < 0n
      ? 'At the end of the month your balance was below zero. Top up to keep your machines running.'
      : 'Paid from your prepaid balance. Nothing is to be paid.',
  ];
}
