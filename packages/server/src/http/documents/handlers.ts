import type { HttpParts } from '../parts.ts';
import { getBillingDetails, updateBillingDetails } from './billing-details.ts';
import { checkInvoices } from './check-invoices.ts';
import { getInvoice } from './get-invoice.ts';
import { getAnyInvoicePdf, getInvoicePdf } from './get-invoice-pdf.ts';
import { listAllInvoices } from './list-all-invoices.ts';
import { listInvoices } from './list-invoices.ts';

export const documentsHandlers = (parts: HttpParts) => ({
  listInvoices: listInvoices(parts),
  getInvoice: getInvoice(parts),
  getInvoicePdf: getInvoicePdf(parts),
  getBillingDetails: getBillingDetails(parts),
  updateBillingDetails: updateBillingDetails(parts),
  listAllInvoices: listAllInvoices(parts),
  checkInvoices: checkInvoices(parts),
  getAnyInvoicePdf: getAnyInvoicePdf(parts),
});
