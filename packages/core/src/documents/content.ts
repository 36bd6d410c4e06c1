import type { DocumentKind } from './document-number.ts';

export interface Party {
  name: string;
  addressLines: readonly string[];
  /** ISO 3166-1 alpha-2; empty when it is not known. */
  country: string;
  taxId: string;
}

/** What stands on every document, whatever its kind. */
export interface DocumentFacts {
  brand: { title: string; accentColor: string };
  seller: Party;
  buyer: Party & { email: string };
  taxPercent: number;
}

export interface DocumentLine {
  description: string;
  detail: string | null;
  deploymentId: string | null;
  /** Time and price of usage; the charge of each hour is rounded down by itself, so their product may be slightly more. */
  seconds: number | null;
  hourlyUnits: bigint | null;
  grossUnits: bigint;
  netUnits: bigint;
  taxUnits: bigint;
}

export interface Movement {
  kind: string;
  lines: number;
  units: bigint;
}

/** All that a document says, written down once. Whoever shows it later computes nothing. */
export interface DocumentContent extends DocumentFacts {
  kind: DocumentKind;
  /** From its first moment to that of the next month; of an invoice only. */
  period: { from: string; to: string } | null;
  lines: DocumentLine[];
  totalUnits: bigint;
  netUnits: bigint;
  taxUnits: bigint;
  /** How the balance went in the period; of an invoice only. */
  account: { openingUnits: bigint; movements: Movement[]; billedUnits: bigint; closingUnits: bigint } | null;
  payment: CardPayment | null;
  refersTo: { id: string; number: string } | null;
  /** The transfers in the ledger that it is made of. */
  ledger: { first: bigint; last: bigint; lines: number };
  notes: string[];
}

export interface CardPayment {
  topUpId: string;
  at: string;
  card: { brand: string; last4: string } | null;
}
