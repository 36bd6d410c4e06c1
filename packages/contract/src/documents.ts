import { z } from '@hono/zod-openapi';
import { countryCodes } from './countries.ts';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, csvFormat, IdParam, Instant, json, jsonOrCsv, moneySort, page, pageQuery, route } from './route.ts';

export const documentKinds = ['receipt', 'invoice', 'credit_note'] as const;
export const DocumentKind = z.enum(documentKinds).openapi('DocumentKind');
export type DocumentKind = z.infer<typeof DocumentKind>;

const Party = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  country: z.string().openapi({ description: 'ISO 3166-1 alpha-2; empty when it is not known.' }),
  taxId: z.string(),
});

const Reference = z.object({ id: z.uuid(), number: z.string() });

export const DocumentLine = z
  .object({
    description: z.string(),
    detail: z.string().nullable(),
    deploymentId: z.uuid().nullable(),
    seconds: z.number().int().nullable(),
    hourly: Money.nullable(),
    net: Money,
    tax: Money,
    gross: Money,
  })
  .openapi('DocumentLine');
export type DocumentLine = z.infer<typeof DocumentLine>;

/** A receipt, invoice or credit note as it was written down: nothing in it follows later changes. */
export const BillingDocument = z
  .object({
    id: z.uuid(),
    kind: DocumentKind,
    number: z.string().openapi({ description: 'Without gaps per kind and year of issue.', example: 'INV-2026-000123' }),
    issuedAt: Instant,
    brand: z.object({ title: z.string(), accentColor: z.string() }),
    seller: Party,
    buyer: Party.extend({ email: z.string() }),
    period: z
      .object({ from: Instant, to: Instant })
      .nullable()
      .openapi({ description: 'A UTC month, [from, to); of an invoice only.' }),
    lines: z.array(DocumentLine),
    taxPercent: z.number().openapi({ description: 'Contained in every amount; 0 where none is shown.' }),
    net: Money,
    tax: Money.openapi({ description: 'gross × rate / (100 + rate), rounded half away from zero to 0.0000001.' }),
    total: Money.openapi({ description: 'Gross: net + tax.' }),
    account: z
      .object({
        opening: Money,
        movements: z.array(z.object({ kind: z.string(), lines: z.number().int(), amount: Money })),
        billed: Money,
        closing: Money,
      })
      .nullable()
      .openapi({ description: 'opening + movements − billed = closing; of an invoice only.' }),
    payment: z
      .object({
        topUpId: z.uuid(),
        at: Instant,
        card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
      })
      .nullable(),
    refersTo: Reference.nullable().openapi({ description: 'The receipt that a credit note is about.' }),
    transactions: z
      .object({ first: z.string(), last: z.string(), lines: z.number().int() })
      .openapi({ description: 'The lines of the statement that it is made of.' }),
    notes: z.array(z.string()),
  })
  .openapi('BillingDocument');
export type BillingDocument = z.infer<typeof BillingDocument>;

export const DocumentSummary = z
  .object({
    id: z.uuid(),
    kind: DocumentKind,
    number: z.string(),
    issuedAt: Instant,
    period: z.object({ from: Instant, to: Instant }).nullable(),
    total: Money,
    tax: Money,
    taxPercent: z.number(),
  })
  .openapi('DocumentSummary');
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const OperatorDocumentSummary = DocumentSummary.extend({
  owner: z.object({ id: z.uuid(), email: z.string() }),
  buyer: Party,
}).openapi('OperatorDocumentSummary');
export type OperatorDocumentSummary = z.infer<typeof OperatorDocumentSummary>;

export const documentListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  kind: DocumentKind.optional(),
  from: Instant.optional().openapi({ description: 'Issued at or after.' }),
  to: Instant.optional().openapi({ description: 'Issued before.' }),
});
export const operatorDocumentListQuery = documentListQuery.extend({
  ...moneySort,
  userId: z.uuid().optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .openapi({ description: 'Part of a number, an e-mail address or the name on the document.' }),
  number: z.string().max(40).optional().openapi({ description: 'Exactly.' }),
});

const text = (longest: number) => z.string().trim().min(1, 'must not be empty').max(longest);

/** Used for documents that are made afterwards; what was issued stays as it is. */
export const BillingDetailsInput = z
  .strictObject({
    name: text(100).openapi({ description: 'Of the person or company.' }),
    addressLines: z.array(text(100)).min(1, 'must have at least one line').max(4, 'must have at most four lines'),
    country: z.string().refine((code) => countryCodes.includes(code), 'must be a country code such as "BE"'),
    vatId: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9][A-Z0-9 .-]{2,18}[A-Z0-9]$/, 'must have 4 to 20 letters, digits, spaces, points or hyphens')
      .nullable()
      .optional(),
  })
  .openapi('BillingDetailsInput');

export const BillingDetails = z
  .object({
    name: z.string(),
    addressLines: z.array(z.string()),
    country: z.string().nullable(),
    vatId: z.string().nullable(),
    updatedAt: Instant.nullable().openapi({ description: 'Null while only name and e-mail of the profile are used.' }),
  })
  .openapi('BillingDetails');
export type BillingDetails = z.infer<typeof BillingDetails>;

const Comparison = z.object({
  documents: z.number().int(),
  total: Money.openapi({ description: 'By the documents.' }),
  ledger: Money.openapi({ description: 'By the ledger.' }),
  equal: z.boolean(),
});

/** Documents of a month against the ledger. */
export const DocumentCheck = z
  .object({
    month: z.string(),
    finished: z.boolean().openapi({ description: 'The month is over and everybody has their invoice.' }),
    equal: z.boolean(),
    receipts: Comparison,
    creditNotes: Comparison,
    invoices: Comparison.extend({
      differing: z.array(Reference).openapi({ description: 'Invoices that do not equal their lines; at most 20.' }),
      notInvoiced: z
        .object({ lines: z.number().int(), amount: Money })
        .openapi({ description: 'Lines of the month on no invoice: it is not over yet, or they were recorded late.' }),
    }),
    gaps: z.array(z.string()).openapi({ description: 'Series whose numbers have a gap; always empty.' }),
  })
  .openapi('DocumentCheck');
export type DocumentCheck = z.infer<typeof DocumentCheck>;

const pdf = { description: 'The PDF.', content: { 'application/pdf': { schema: z.string() } } };

export const documentRoutes = {
  listInvoices: route('listInvoices', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Receipts, invoices and credit notes, newest first',
    request: { query: documentListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of them.', page(DocumentSummary)),
      ...problems(400, 401),
    },
  }),
  getInvoice: route('getInvoice', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'One document',
    request: { params: IdParam },
    responses: { 200: json('The document.', BillingDocument), ...problems(400, 401, 404) },
  }),
  getInvoicePdf: route('getInvoicePdf', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'One document as PDF',
    description: 'Drawn from what was written down: the same bytes each time.',
    request: { params: IdParam },
    responses: { 200: pdf, ...problems(400, 401, 404) },
  }),
  getBillingDetails: route('getBillingDetails', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Name and address on the own documents',
    responses: { 200: json('The details.', BillingDetails), ...problems(401) },
  }),
  updateBillingDetails: route('updateBillingDetails', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Set name and address for documents made from now on',
    request: { body: body(BillingDetailsInput) },
    responses: { 200: json('The details.', BillingDetails), ...problems(400, 401) },
  }),
  listAllInvoices: route('listAllInvoices', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Documents of everybody, newest first',
    request: { query: operatorDocumentListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of them.', page(OperatorDocumentSummary)),
      ...problems(400, 401, 403),
    },
  }),
  checkInvoices: route('checkInvoices', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Do the documents of a month equal the ledger',
    request: {
      query: z.strictObject({
        month: z
          .string()
          .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as "2026-11"')
          .openapi({ description: 'UTC.' }),
      }),
    },
    responses: { 200: json('The comparison.', DocumentCheck), ...problems(400, 401, 403) },
  }),
  getAnyInvoicePdf: route('getAnyInvoicePdf', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'A document of anybody as PDF',
    request: { params: IdParam },
    responses: { 200: pdf, ...problems(400, 401, 403, 404) },
  }),
};
