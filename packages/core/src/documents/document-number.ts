export const documentKinds = ['receipt', 'invoice', 'credit_note'] as const;
export type DocumentKind = (typeof documentKinds)[number];

const prefixes: Record<DocumentKind, string> = { receipt: 'RCP', invoice: 'INV', credit_note: 'CRN' };

/** Numbers begin anew with each UTC year of issue: `INV-2026`. */
export const seriesOf = (kind: DocumentKind, year: number): string => `${prefixes[kind]}-${year}`;

/** `INV-2026-000123`; longer once a year has more than 999,999. */
export const documentNumber = (series: string, ordinal: bigint): string =>
  `${series}-${ordinal.toString().padStart(6, '0')}`;
