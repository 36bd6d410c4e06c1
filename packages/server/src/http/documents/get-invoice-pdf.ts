import type { DocumentJson } from '@marketplace/core/documents';
import { findDocument } from '../../postgres/document-list.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const getInvoicePdf =
  ({ store }: { store: Store }): Handler<'getInvoicePdf'> =>
  async (c) => {
    const owner = { userId: actorOf(c).user.id };
    return pdfAnswer(c, await findDocument(store.db, c.req.valid('param').id, owner));
  };

export const getAnyInvoicePdf =
  ({ store }: { store: Store }): Handler<'getAnyInvoicePdf'> =>
  async (c) =>
    pdfAnswer(c, await findDocument(store.db, c.req.valid('param').id, 'anybody'));

async function pdfAnswer(c: HttpContext, document: DocumentJson | undefined) {
  if (!document) throw new HttpProblem('not_found', 'There is no document with this id.');
  // Loaded with the first PDF: a function that starts for another request need not wait for it.
  const { renderDocument } = await import('../../pdf/render-document.ts');
  return c.body(await renderDocument(document), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${document.number}.pdf"`,
    'cache-control': 'private, no-cache',
  }) as never;
}
