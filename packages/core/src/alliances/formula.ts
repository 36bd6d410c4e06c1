/** One member's part of a division by fixed weights, in hundredths of a percent. */
export interface MemberWeight {
  readonly userId: string;
  readonly weight: number;
}

/** How what is left after a fee is divided among the members of that hour. */
export type Division =
  | { readonly kind: 'fixed_weights'; readonly weights: readonly MemberWeight[] }
  /** By the resource-hours of the nodes that each member gave. */
  | { readonly kind: 'by_contribution' }
  /** By the same resource-hours, each node's counted by its uptime of that day. */
  | { readonly kind: 'by_performance' };

/** A fee for one member, in units of USD per UTC month; each hour bears its part of it. */
export interface MonthlyFee {
  readonly userId: string;
  readonly monthlyUnits: bigint;
}

/** How an alliance divides the provider share of each hour. */
export type Formula =
  | Division
  | { readonly kind: 'fixed_fee_first'; readonly fee: MonthlyFee; readonly remainder: Division };

export const divisionOf = (formula: Formula): Division =>
  formula.kind === 'fixed_fee_first' ? formula.remainder : formula;

export const feeOf = (formula: Formula): MonthlyFee | undefined =>
  formula.kind === 'fixed_fee_first' ? formula.fee : undefined;

/** Weights of a division sum to this: hundredths of a percent. */
export const WHOLE_WEIGHT = 10_000;

/** As it is stored and sent: amounts as decimal digits of units. */
export type StoredFormula =
  | Division
  | {
      readonly kind: 'fixed_fee_first';
      readonly fee: { readonly userId: string; readonly monthlyUnits: string };
      readonly remainder: Division;
    };

export const storedFormula = (formula: Formula): StoredFormula =>
  formula.kind === 'fixed_fee_first'
    ? { ...formula, fee: { ...formula.fee, monthlyUnits: formula.fee.monthlyUnits.toString() } }
    : formula;

export const formulaOf = (stored: StoredFormula): Formula =>
  stored.kind === 'fixed_fee_first'
    ? { ...stored, fee: { ...stored.fee, monthlyUnits: BigInt(stored.fee.monthlyUnits) } }
    : stored;
