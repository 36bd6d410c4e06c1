import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { openSubmissionOf, signSubmission } from '../../postgres/stellar-submissions.ts';
import type { Store } from '../../postgres/store.ts';
import { findTransfer, requestAdvance } from '../../postgres/treasury-transfers.ts';
import { checkSignedEnvelope } from '../../stellar/index.ts';
import type { Treasury } from '../../treasury.ts';
import { auditFacts } from '../audit.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import { transferDetail } from './read-transfers.ts';

/** What a person signed elsewhere. Anything but the stored transaction is refused: nobody can put another in its place. */
export const signTreasuryTransfer =
  (parts: { store: Store; treasury: Treasury; newId: NewId; wake: () => void }): Handler<'signTreasuryTransfer'> =>
  async (c) => {
    const { store, treasury, newId } = parts;
    const { id } = c.req.valid('param');
    const { envelopeXdr } = c.req.valid('json');
    const now = c.get('now');
    if (!(await findTransfer(store.db, id))) throw new HttpProblem('not_found', 'There is no such transfer.');
    const open = await openSubmissionOf(store.db, id);
    if (open?.status !== 'unsigned') throw notWaiting();
    const verdict = await checkSignedEnvelope(treasury.network, envelopeXdr, open);
    if (verdict === 'unreadable') throw fieldProblem('envelopeXdr', 'must be a transaction envelope in base64');
    if (verdict === 'other_transaction')
      throw new HttpProblem('signed_transaction_differs', 'This is another transaction than the one that waits.');
    if (verdict === 'not_signed')
      throw new HttpProblem('signed_transaction_differs', `It carries no valid signature of ${open.account}.`);
    await store.transaction(async (tx) => {
      if (!(await signSubmission(tx, open.id, envelopeXdr, now))) throw notWaiting();
      await requestAdvance(tx, id);
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'treasury.transaction_signed',
        object: `treasury_transfer:${id}`,
        after: { hash: open.hash },
      });
    });
    parts.wake();
    return c.json(await transferDetail(store.db, id, treasury.network.passphrase), 200);
  };

const notWaiting = () => new HttpProblem('not_awaiting_signature', 'This transfer does not wait for a signature.');
