import PDFDocument from 'pdfkit';
import { latinText } from './latin-text.ts';

export type Structure = PDFKit.PDFStructureElement;

export interface Sheet {
  pdf: PDFKit.PDFDocument;
  /** The root of the document's structure, which screen readers follow. */
  root: Structure;
  left: number;
  right: number;
  /** Below this line only the footer stands. */
  bottom: number;
  accent: string;
  /** Room right of the cents for the digits beyond them; 0 where no amount of the document has any. */
  hang: number;
}

export const ink = '#151922';
export const softInk = '#5f656f';
export const hairline = '#d5d9e0';

export const fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold' } as const;

const MARGIN = 50;
const FOOT = 70;

export interface SheetFacts {
  title: string;
  author: string;
  /** Also the dates of the file: the same document gives the same bytes. */
  at: Date;
  accent: string;
  hang: number;
}

/** An empty A4 sheet with a language, a title and a structure. */
export function newSheet({ title, author, at, accent, hang }: SheetFacts): Sheet {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    bufferPages: true,
    info: { Title: latinText(title), Author: latinText(author), CreationDate: at, ModDate: at },
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const { width, height } = pdf.page;
  return { pdf, root, left: MARGIN, right: width - MARGIN, bottom: height - FOOT, accent, hang };
}

export interface TextLook {
  size?: number;
  bold?: boolean;
  colour?: string;
  width?: number;
  align?: 'left' | 'right';
}

/** Writes at a place; gives the height that it took. Without a width it stays on one line. */
export function writeAt(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, look: TextLook = {}): number {
  const { size = 9.5, bold = false, colour = ink, width, align = 'left' } = look;
  const drawn = latinText(text);
  pdf.font(bold ? fonts.bold : fonts.plain, size).fillColor(colour);
  const options = width === undefined ? { lineBreak: false } : { width, align, lineGap: 1.5 };
  const height = width === undefined ? pdf.currentLineHeight() : pdf.heightOfString(drawn, options);
  pdf.text(drawn, x, y, options);
  return height;
}

export function heightOf(pdf: PDFKit.PDFDocument, text: string, width: number, { size = 9.5, bold = false }: TextLook) {
  pdf.font(bold ? fonts.bold : fonts.plain, size);
  return pdf.heightOfString(latinText(text), { width, lineGap: 1.5 });
}

/** Draws content as an element of the structure; at once, as long as its parent stands in the sheet. */
export function put(pdf: PDFKit.PDFDocument, parent: Structure, kind: string, draw: () => void): void {
  parent.add(pdf.struct(kind, {}, [draw]));
}

/** What only decorates is no content: screen readers pass over it. */
export function decorate(pdf: PDFKit.PDFDocument, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}

export function rule({ pdf, left, right }: Sheet, y: number, colour = hairline, thickness = 0.75): void {
  decorate(pdf, () => pdf.moveTo(left, y).lineTo(right, y).lineWidth(thickness).strokeColor(colour).stroke());
}

/** On every page: whose it is, its number, the page's own. */
export function writeFooters({ pdf, left, right, bottom }: Sheet, words: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    pdf.markContent('Artifact', { type: 'Pagination' });
    const look = { size: 8, colour: softInk };
    writeAt(pdf, words, left, bottom + 28, look);
    const number = `Page ${page - start + 1} of ${count}`;
    writeAt(pdf, number, left, bottom + 28, { ...look, width: right - left, align: 'right' });
    pdf.endMarkedContent();
  }
}

/** Ends the sheet and gives its bytes. */
export function bytesOf({ pdf, root }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  root.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    pdf.on('error', reject);
    pdf.end();
  });
}
