/** Money as it travels: a decimal string. Never a float. */
export interface MoneyValue {
  currency: string;
  amount: string;
}

/** `amount`: cents, more only below one cent; `rate`: 4 decimals below one dollar; `ledger`: always 4; `exact`: 7. */
export type MoneyStyle = 'amount' | 'rate' | 'ledger' | 'exact';

const SCALE = 7;
const ONE = 10_000_000n;

/** Units of 1e-7 of a decimal string with at most 7 decimals. */
export function toUnits(amount: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,7}))?$/.exec(amount);
  if (!match) throw new TypeError(`not a decimal amount: ${amount}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(SCALE, '0'));
  return sign === '-' ? -units : units;
}

/** Decimal string with 7 decimals of units of 1e-7. */
export function fromUnits(units: bigint): string {
  const magnitude = units < 0n ? -units : units;
  const fraction = (magnitude % ONE).toString().padStart(SCALE, '0');
  return `${units < 0n ? '-' : ''}${magnitude / ONE}.${fraction}`;
}

export const dollars = (units: bigint): MoneyValue => ({ currency: 'USD', amount: fromUnits(units) });

/** Sum in units; all must have the same currency. */
export function sum(values: MoneyValue[]): MoneyValue {
  return {
    currency: values[0]?.currency ?? 'USD',
    amount: fromUnits(values.reduce((s, v) => s + toUnits(v.amount), 0n)),
  };
}

/** Writes money in the reader's locale: true minus, and never 0 for something. */
export function formatMoney(money: MoneyValue, style: MoneyStyle = 'amount', locale?: string): string {
  const units = toUnits(money.amount);
  const magnitude = units < 0n ? -units : units;
  const decimals = decimalsFor(style, magnitude);
  const floor = 10n ** BigInt(SCALE - decimals);
  const tooSmall = magnitude > 0n && magnitude * 2n < floor;
  const written = write(tooSmall ? floor : magnitude, money.currency, decimals, locale);
  return `${tooSmall ? '< ' : ''}${units < 0n ? '−' : ''}${written}`;
}

/** As formatMoney, with a plus before what came in: statements tell credit from debit by sign. */
export function formatSigned(money: MoneyValue, style: MoneyStyle = 'amount', locale?: string): string {
  const text = formatMoney(money, style, locale);
  return toUnits(money.amount) > 0n ? `+${text}` : text;
}

function decimalsFor(style: MoneyStyle, magnitude: bigint): number {
  if (style === 'exact') return 7;
  if (style === 'ledger') return 4;
  if (style === 'rate') return magnitude > 0n && magnitude < ONE ? 4 : 2;
  return magnitude > 0n && magnitude < ONE / 100n ? 4 : 2;
}

function write(units: bigint, currency: string, decimals: number, locale?: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(fromUnits(units) as `${number}`);
}
