import type { HttpContext } from './context.ts';

/** A cell: numbers and times as they are; text is made harmless. */
export type Cell = string | number | bigint | boolean | null | undefined;

/** The most lines that one export gives. */
export const CSV_LINES = 100_000;

/** Answers a CSV file: a head, then one line per row. Cells that a spreadsheet would run as a formula become plain text. */
export function csvAnswer(c: HttpContext, name: string, head: readonly string[], rows: readonly (readonly Cell[])[]) {
  const text = [head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n');
  return c.body(`${text}\r\n`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  }) as never;
}

/** A plain decimal such as -4.10 is a number, not a formula. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

export function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) && !DECIMAL.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
