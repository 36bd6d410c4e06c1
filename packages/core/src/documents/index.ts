export { splitTax, type Taxed, taxWithin } from './contained-tax.ts';
export type * from './content.ts';
export { type DocumentJson, type DocumentName, documentJson, type PartyJson } from './document-json.ts';
export { type DocumentKind, documentKinds, documentNumber, seriesOf } from './document-number.ts';
export { billedKinds, type InvoiceFacts, invoiceContent, type StatementSum } from './invoice.ts';
export { isMonth, type Month, monthAfter, monthOf, periodOf } from './months.ts';
export { type CreditNoteFacts, creditNoteContent, receiptContent } from './payment-documents.ts';
