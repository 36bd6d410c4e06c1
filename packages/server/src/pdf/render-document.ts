import type { DocumentJson, PartyJson } from '@marketplace/core/documents';
import { isLatin } from './latin-text.ts';
import { writeAmount, writeLines } from './lines-table.ts';
import { dayWords, moneyWords, monthWords } from './money-words.ts';
import { bytesOf, heightOf, ink, newSheet, put, rule, type Sheet, softInk, writeAt, writeFooters } from './sheet.ts';

const titles: Record<DocumentJson['kind'], string> = {
  receipt: 'Receipt',
  invoice: 'Invoice',
  credit_note: 'Credit note',
};

const movementWords: Record<string, string> = {
  top_up: 'Top-ups',
  refund: 'Refunds to the card',
  credit: 'Credits',
  credit_expired: 'Expired credits',
  dispute: 'Disputed payments',
  sla_credit: 'Credits for missed uptime',
};

/** A document as PDF, drawn from what was written down and nothing else: the same document, the same bytes. */
export function renderDocument(document: DocumentJson): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${titles[document.kind]} ${document.number}`;
  const sheet = newSheet({
    title,
    author: document.seller.name || document.brand.title,
    at: new Date(document.issuedAt),
    accent: document.brand.accentColor,
    hang: amountsOf(document).some((amount) => moneyWords(amount).rest !== '') ? 27 : 0,
  });
  let y = writeHead(sheet, document);
  y = writeParties(sheet, document, y);
  y = document.lines.length > 0 ? writeLines(sheet, document.lines, y + 10) : writeNothing(sheet, y + 10);
  y = writeTotals(sheet, document, y + 6);
  if (document.account) y = writeAccount(sheet, document.account, y + 18);
  writeNotes(sheet, document, y + 18);
  writeFooters(sheet, `${document.brand.title} · ${document.number}`);
  return bytesOf(sheet);
}

function writeHead(sheet: Sheet, { kind, brand, number }: DocumentJson): number {
  const { pdf, root, left, right } = sheet;
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(0, 0, pdf.page.width, 6).fill(sheet.accent);
  pdf.endMarkedContent();
  const half = (right - left) / 2;
  put(pdf, root, 'P', () => void writeAt(pdf, brand.title, left, 54, { bold: true, size: 12, width: half }));
  put(pdf, root, 'H1', () => {
    writeAt(pdf, titles[kind], left + half, 50, { bold: true, size: 18, width: half, align: 'right' });
  });
  put(pdf, root, 'P', () => {
    writeAt(pdf, number, left + half, 73, { colour: softInk, width: half, align: 'right' });
  });
  return 112;
}

function writeParties(sheet: Sheet, document: DocumentJson, top: number): number {
  const { pdf, root, left, right } = sheet;
  const column = (right - left - 40) / 3;
  const columns: [string, string[]][] = [
    ['From', partyLines(document.seller)],
    ['To', [...partyLines(document.buyer), document.buyer.email]],
    ['About', aboutLines(document)],
  ];
  let lowest = top;
  for (const [at, [name, lines]] of columns.entries()) {
    const x = left + at * (column + 20);
    let y = top;
    const section = pdf.struct('Sect');
    root.add(section);
    put(pdf, section, 'H2', () => void writeAt(pdf, name, x, y, { size: 8, bold: true, colour: softInk }));
    y += 14;
    for (const line of lines.filter((text) => text !== '')) {
      put(pdf, section, 'P', () => {
        y += writeAt(pdf, line, x, y, { width: column });
      });
    }
    section.end();
    lowest = Math.max(lowest, y);
  }
  return lowest + 16;
}

const partyLines = ({ name, addressLines, country, taxId }: PartyJson): string[] => [
  name,
  ...addressLines,
  countryName(country),
  taxId ? `VAT ${taxId}` : '',
];

function aboutLines({ kind, issuedAt, period, payment, refersTo, transactions }: DocumentJson): string[] {
  return [
    `Issued ${dayWords(issuedAt)}`,
    period ? `For ${monthWords(period.from)}, UTC` : '',
    payment ? `${kind === 'receipt' ? 'Paid' : 'Moved'} ${dayWords(payment.at)}` : '',
    payment ? cardWords(payment.card) : '',
    refersTo ? `About receipt ${refersTo.number}` : '',
    transactions.lines === 1
      ? `Statement line ${transactions.first}`
      : `${transactions.lines} statement lines, ${transactions.first} to ${transactions.last}`,
  ];
}

function writeNothing({ pdf, root, left }: Sheet, y: number): number {
  put(pdf, root, 'P', () => void writeAt(pdf, 'Nothing was used in this month.', left, y));
  return y + 16;
}

function writeTotals(sheet: Sheet, { net, tax, total, taxPercent }: DocumentJson, top: number): number {
  const rows: Total[] =
    taxPercent > 0
      ? [
          { name: 'Without tax', amount: net.amount },
          { name: `Contained tax, ${taxPercent} %`, amount: tax.amount },
          { name: 'Total', amount: total.amount, strong: true },
        ]
      : [{ name: 'Total', amount: total.amount, strong: true }];
  return writeSums(sheet, rows, top);
}

function writeAccount(sheet: Sheet, account: NonNullable<DocumentJson['account']>, top: number): number {
  const { pdf, root, left } = sheet;
  const rows: Total[] = [
    { name: 'Balance at the beginning', amount: account.opening.amount },
    ...account.movements.map(({ kind, amount }) => ({ name: movementWords[kind] ?? kind, amount: amount.amount })),
    { name: 'This invoice', amount: negative(account.billed.amount) },
    { name: 'Balance at the end', amount: account.closing.amount, strong: true },
  ];
  const y = roomFor(sheet, top, 20 + rows.length * 16);
  put(pdf, root, 'H2', () => void writeAt(pdf, 'Your balance in this month', left, y, { bold: true, size: 10.5 }));
  rule(sheet, y + 17, sheet.accent, 1);
  return writeSums(sheet, rows, y + 25, true);
}

const amountsOf = ({ lines, net, tax, total, account }: DocumentJson): string[] =>
  [...lines.map(({ gross }) => gross), net, tax, total, ...(account ? [account.opening, account.closing] : [])].map(
    ({ amount }) => amount,
  );

interface Total {
  name: string;
  amount: string;
  strong?: boolean;
}

/** Names and amounts; wide ones begin at the left edge. */
function writeSums(sheet: Sheet, rows: readonly Total[], top: number, wide = false): number {
  const { pdf, root, left, right } = sheet;
  let y = roomFor(sheet, top, rows.length * 16);
  for (const { name, amount, strong = false } of rows) {
    const at = y;
    put(pdf, root, 'P', () => {
      const look = { bold: strong, colour: strong ? ink : softInk };
      if (wide) writeAt(pdf, name, left, at, look);
      else writeAt(pdf, name, left, at, { ...look, width: right - left - 130, align: 'right' });
      writeAmount(sheet, amount, right, at, strong);
    });
    y += 16;
  }
  return y;
}

function writeNotes(sheet: Sheet, document: DocumentJson, top: number): void {
  const { pdf, root, left, right } = sheet;
  const look = { size: 8.5, colour: softInk, width: right - left };
  let y = top;
  for (const note of notesOf(document)) {
    const height = heightOf(pdf, note, look.width, look);
    y = roomFor(sheet, y, height);
    const at = y;
    put(pdf, root, 'P', () => void writeAt(pdf, note, left, at, look));
    y += height + 4;
  }
}

function notesOf({ notes, taxPercent, buyer, seller, lines }: DocumentJson): string[] {
  const texts = [buyer, seller].flatMap(({ name, addressLines }) => [name, ...addressLines]);
  const all = [...texts, ...lines.map(({ description }) => description), ...notes];
  return [
    ...notes,
    taxPercent > 0
      ? 'All amounts are in US dollars and contain the tax; it is rounded half up to 0.0000001 USD.'
      : 'All amounts are in US dollars.',
    ...(all.every(isLatin)
      ? []
      : ['Some letters are written in Latin ones here. The JSON of this document has them as they were given.']),
  ];
}

/** Where the next block begins: here, or on a new page when it would not fit. */
function roomFor(sheet: Sheet, y: number, height: number): number {
  if (y + height <= sheet.bottom) return y;
  sheet.pdf.addPage();
  return sheet.pdf.page.margins.top;
}

const countries = new Intl.DisplayNames('en', { type: 'region' });
const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code);
const cardWords = (card: { brand: string; last4: string } | null): string =>
  card ? `${card.brand.charAt(0).toUpperCase()}${card.brand.slice(1)} ending in ${card.last4}` : 'By card';
const negative = (amount: string): string =>
  amount.startsWith('-') ? amount.slice(1) : /[1-9]/.test(amount) ? `-${amount}` : amount;
