import type { DocumentJson } from '@marketplace/core/documents';
import { expect, it } from 'vitest';
import { pdfPages, pdfText } from './pdf-text.fixture.ts';
import { renderDocument } from './render-document.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const line = (description: string, gross = '9.1234567') => ({
  description,
  detail: '2 cores, 4 GB memory, 50 GB disk · node 5231, Ghent, BE',
  deploymentId: null,
  seconds: 1_037_525,
  hourly: usd('0.0318750'),
  net: usd(gross),
  tax: usd('0.0000000'),
  gross: usd(gross),
});
const invoice: DocumentJson = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  kind: 'invoice',
  number: 'INV-2026-000123',
  issuedAt: '2026-12-01T01:00:00.000Z',
  brand: { title: 'ThreeFold Cloud', accentColor: '#2F5BD3' },
  seller: { name: 'Cloud NV', addressLines: ['Main Street 1'], country: 'BE', taxId: 'BE 0123.456.789' },
  buyer: { name: 'Ada', addressLines: ['Weg 2'], country: 'DE', taxId: '', email: 'ada@people.test' },
  period: { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  lines: [line('Usage of shop-web')],
  taxPercent: 21,
  net: usd('7.5400000'),
  tax: usd('1.5834567'),
  total: usd('9.1234567'),
  account: {
    opening: usd('0.0000000'),
    movements: [{ kind: 'top_up', lines: 1, amount: usd('1025.0000000') }],
    billed: usd('9.1234567'),
    closing: usd('1015.8765433'),
  },
  payment: null,
  refersTo: null,
  transactions: { first: 'txn_1', last: 'txn_289', lines: 289 },
  notes: ['Paid from your prepaid balance. Nothing is to be paid.'],
};

it('shows number, month, both parties, lines, tax and how the balance went', async () => {
  const words = pdfText(await renderDocument(invoice)).join('\n');
  for (const expected of [
    'Invoice',
    'INV-2026-000123',
    'For November 2026, UTC',
    'Cloud NV',
    'Belgium',
    'VAT BE 0123.456.789',
    'Ada',
    'Germany',
    'Usage of shop-web',
    '288 h 12 min 5 s × $0.031875 / hour',
    '$9.12\n34567',
    'Contained tax, 21 %',
    'Balance at the end',
    '$1,015.87\n65433',
    'Page 1 of 1',
  ])
    expect(words).toContain(expected);
  expect(words).not.toContain('Latin');
});

it('is the same to the byte each time', async () => {
  const [first, second] = await Promise.all([renderDocument(invoice), renderDocument(structuredClone(invoice))]);
  expect(Buffer.compare(first, second)).toBe(0);
});

it('goes on over pages, with the head of the table and a number on each', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => line(`Usage of web-${at}`));
  const bytes = await renderDocument({ ...invoice, lines });
  const words = pdfText(bytes);
  const pages = pdfPages(bytes);
  expect(pages).toBeGreaterThan(3);
  expect(words.filter((text) => text === 'Amount, USD')).toHaveLength(pages);
  expect(words.filter((text) => text.startsWith('Page '))).toHaveLength(pages);
  for (let at = 0; at < 60; at++) expect(words).toContain(`Usage of web-${at}`);
});

it('draws any name, and says so where its letters are not at hand', async () => {
  const buyer = { ...invoice.buyer, name: 'Łukasz Щукин 李雷 🚀' };
  const words = pdfText(await renderDocument({ ...invoice, buyer })).join('\n');
  expect(words).toContain('Lukasz Shchukin ?? ?');
  expect(words).toContain('Some letters are written in Latin ones here.');
});

it('carries its title, its language and a structure for screen readers', async () => {
  const file = Buffer.from(await renderDocument(invoice)).toString('latin1');
  expect(file).toContain('>Invoice INV-2026-000123<');
  expect(file).toContain('/Lang (en)');
  expect(file).toContain('/Marked true');
  for (const element of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD']) expect(file).toContain(`/S /${element}`);
});
