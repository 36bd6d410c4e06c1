import { findDocument } from '../../postgres/document-list.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

/** As it was written down, word for word. */
export const getInvoice =
  ({ store }: { store: Store }): Handler<'getInvoice'> =>
  async (c) => {
    const document = await findDocument(store.db, c.req.valid('param').id, { userId: actorOf(c).user.id });
    if (!document) throw new HttpProblem('not_found', 'You have no document with this id.');
    return c.json(document, 200);
  };
