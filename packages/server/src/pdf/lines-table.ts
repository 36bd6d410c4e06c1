import type { DocumentJson } from '@marketplace/core/documents';
import { moneyWords, timeWords, wholeMoney } from './money-words.ts';
import { heightOf, ink, put, rule, type Sheet, type Structure, softInk, writeAt } from './sheet.ts';

type Line = DocumentJson['lines'][number];

const QUANTITY = 182;
const AMOUNT = 72;

/** What was bought, line by line; the head is repeated on each page. Gives where it ends. */
export function writeLines(sheet: Sheet, lines: readonly Line[], top: number): number {
  const table = sheet.pdf.struct('Table');
  sheet.root.add(table);
  const timed = lines.some(({ seconds }) => seconds !== null);
  let y = writeHead(sheet, table, top, timed);
  for (const line of lines) {
    const height = heightOfLine(sheet, line);
    if (y + height > sheet.bottom) {
      sheet.pdf.addPage();
      y = writeHead(sheet, table, sheet.pdf.page.margins.top, timed);
    }
    writeLine(sheet, table, line, y);
    y += height;
    rule(sheet, y - 4);
  }
  table.end();
  return y;
}

function writeHead(sheet: Sheet, table: Structure, y: number, timed: boolean): number {
  const { pdf, left, right } = sheet;
  const row = addRow(sheet, table);
  const look = { size: 8, bold: true, colour: softInk };
  put(pdf, row, 'TH', () => writeAt(pdf, 'Description', left, y, look));
  put(pdf, row, 'TH', () => {
    writeAt(pdf, timed ? 'Time and price' : '', quantityAt(sheet), y, { ...look, width: QUANTITY });
  });
  put(pdf, row, 'TH', () => {
    writeAt(pdf, 'Amount, USD', right - sheet.hang - AMOUNT, y, { ...look, width: AMOUNT, align: 'right' });
  });
  row.end();
  rule(sheet, y + 14, sheet.accent, 1);
  return y + 22;
}

function writeLine(sheet: Sheet, table: Structure, line: Line, y: number): void {
  const { pdf, left, right } = sheet;
  const row = addRow(sheet, table);
  put(pdf, row, 'TD', () => {
    const width = descriptionWidth(sheet);
    const used = writeAt(pdf, line.description, left, y, { width });
    if (line.detail) writeAt(pdf, line.detail, left, y + used + 1, { width, size: 8, colour: softInk });
  });
  put(pdf, row, 'TD', () => {
    writeAt(pdf, quantityWords(line), quantityAt(sheet), y, { width: QUANTITY, colour: softInk });
  });
  put(pdf, row, 'TD', () => writeAmount(sheet, line.gross.amount, right, y));
  row.end();
}

/** Cents line up; what is beyond them stands small behind. */
export function writeAmount(sheet: Sheet, amount: string, right: number, y: number, bold = false): void {
  const { pdf } = sheet;
  const { main, rest } = moneyWords(amount);
  writeAt(pdf, main, right - sheet.hang - AMOUNT, y, { width: AMOUNT, align: 'right', bold, colour: ink });
  if (rest !== '') writeAt(pdf, rest, right - sheet.hang, y + 1.4, { size: 7.5, colour: softInk });
}

function heightOfLine(sheet: Sheet, line: Line): number {
  const { pdf } = sheet;
  const width = descriptionWidth(sheet);
  const detail = line.detail ? heightOf(pdf, line.detail, width, { size: 8 }) + 1 : 0;
  const text = heightOf(pdf, line.description, width, {}) + detail;
  return Math.max(text, heightOf(pdf, quantityWords(line), QUANTITY, {})) + 11;
}

function quantityWords({ seconds, hourly }: Line): string {
  if (seconds === null) return '';
  return hourly ? `${timeWords(seconds)} × ${wholeMoney(hourly.amount)} / hour` : timeWords(seconds);
}

const descriptionWidth = (sheet: Sheet): number => quantityAt(sheet) - sheet.left - 12;
const quantityAt = ({ right, hang }: Sheet): number => right - hang - AMOUNT - QUANTITY;

function addRow({ pdf }: Sheet, table: Structure): Structure {
  const row = pdf.struct('TR');
  table.add(row);
  return row;
}
