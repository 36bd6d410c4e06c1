import { formatMoney, fromUnits, toUnits } from './money.ts';

export interface AmountLimits {
  minimum: string;
  maximum: string;
  /** What the amount is of, in messages; a top-up unless told. */
  what?: string;
}

export type ParsedAmount = { ok: true; amount: string } | { ok: false; message: string };

/**
 * Reads a typed dollar amount: comma or point, whole cents, within the limits. Answers `{amount}` with 2 decimals or
 * says what would be right; it never changes what was typed.
 */
export function parseAmount(
  typed: string,
  { minimum, maximum, what = 'top-up' }: AmountLimits,
  locale?: string,
): ParsedAmount {
  const compact = typed.trim().replace(/^\$\s*/, '');
  if (compact === '') return { ok: false, message: 'Enter an amount.' };
  const normal = normalize(compact);
  if (normal === undefined) return { ok: false, message: 'Enter dollars and cents, such as 25 or 25.50.' };
  const units = toUnits(normal);
  const range = (edge: string) => formatMoney({ currency: 'USD', amount: edge }, 'amount', locale);
  if (units < toUnits(minimum)) return { ok: false, message: `The smallest ${what} is ${range(minimum)}.` };
  if (units > toUnits(maximum)) return { ok: false, message: `The largest ${what} is ${range(maximum)}.` };
  return { ok: true, amount: fromUnits(units).slice(0, -5) };
}

/** Whole cents of an amount with 2 decimals, as card forms count. */
export const toCents = (amount: string): number => Number(toUnits(amount) / 100_000n);

/** Digits with at most one decimal mark; marks of thousands only where they cannot be mistaken. */
function normalize(text: string): string | undefined {
  if (/^\d{1,9}([.,]\d{1,2})?$/.test(text)) return text.replace(',', '.');
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(text)) return text.replaceAll(',', '');
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(text) && text.includes(',')) {
    return text.replaceAll('.', '').replace(',', '.');
  }
  return undefined;
}
