import type { Context } from 'hono';
import { transactionsByHash } from '../own-transactions.ts';
import { decodeTransaction, outerHash, type SignedTransaction } from '../transactions/decode-transaction.ts';
import { baseUrl, hal } from './hal.ts';
import type { HorizonApp, HorizonParts } from './parts.ts';
import {
  invalidField,
  Problem,
  submissionTimeout,
  transactionFailed,
  transactionMalformed,
  unsupportedMediaType,
} from './problem.ts';
import { linkedTransaction } from './records.ts';

/** The two ways to hand a transaction in: waiting for its ledger, or not. */
export function addSubmitRoutes(app: HorizonApp, parts: HorizonParts): void {
  app.post('/transactions', async (c) => {
    const envelopeXdr = await envelopeOf(c);
    const transaction = decode(envelopeXdr);
    const identity = { hash: outerHash(transaction), envelope_xdr: envelopeXdr };
    const fault = c.get('fault');
    if (fault === 'timeoutBeforeEffect') throw submissionTimeout(identity);
    const response = await submit(c, parts, transaction, identity).catch((problem: unknown) => {
      if (problem instanceof Problem) return problem.toResponse();
      throw problem;
    });
    if (fault === 'timeoutAfterEffect') throw submissionTimeout(identity);
    return response;
  });
  app.post('/transactions_async', async (c) => {
    const envelopeXdr = await envelopeOf(c);
    const transaction = decode(envelopeXdr);
    const identity = { hash: outerHash(transaction), envelope_xdr: envelopeXdr };
    const fault = c.get('fault');
    if (fault === 'timeoutBeforeEffect') throw submissionTimeout(identity);
    const answer = submitWithoutWaiting(parts, transaction);
    if (fault === 'timeoutAfterEffect') throw submissionTimeout(identity);
    return c.json(answer, 201);
  });
}

/** A transaction that history knows is answered from there, whatever it would be worth now. */
async function submit(
  c: Context,
  { ledger }: HorizonParts,
  transaction: SignedTransaction,
  identity: { hash: string; envelope_xdr: string },
): Promise<Response> {
  const known = transactionsByHash(ledger, identity.hash)[0];
  if (known !== undefined) return answerFrom(c, known, identity);
  const submission = ledger.submit(transaction);
  if (submission.status === 'refused') throw failed(identity, submission);
  const settled = 'settled' in submission ? await submission.settled : undefined;
  if (settled?.included === false) throw failed(identity, settled);
  const record = settled && transactionsByHash(ledger, identity.hash)[0];
  // Another transaction of the account was waiting, or the sandbox stopped: nobody can tell what becomes of it.
  if (record === undefined) throw submissionTimeout(identity);
  return answerFrom(c, record, identity);
}

function answerFrom(
  c: Context,
  record: Record<string, unknown>,
  identity: { hash: string; envelope_xdr: string },
): Response {
  if (record.successful === true) return hal(c, linkedTransaction(baseUrl(c), record, identity.hash));
  throw failed(identity, {
    resultXdr: String(record.result_xdr),
    resultCodes: record.resultCodes as object,
  });
}

const failed = (
  { envelope_xdr }: { envelope_xdr: string },
  { resultXdr, resultCodes }: { resultXdr: string; resultCodes: object },
) => transactionFailed({ envelope_xdr, result_codes: resultCodes, result_xdr: resultXdr });

function submitWithoutWaiting({ ledger }: HorizonParts, transaction: SignedTransaction) {
  const hash = outerHash(transaction);
  if (ledger.history.transactionId(hash) !== undefined) return { tx_status: 'DUPLICATE', hash };
  const submission = ledger.submit(transaction);
  if (submission.status === 'refused') {
    return { error_result_xdr: submission.resultXdr, tx_status: 'ERROR', hash };
  }
  const words = { pending: 'PENDING', duplicate: 'DUPLICATE', tryAgainLater: 'TRY_AGAIN_LATER' } as const;
  return { tx_status: words[submission.status], hash };
}

async function envelopeOf(c: Context): Promise<string> {
  const type = c.req.header('content-type')?.split(';')[0] ?? 'application/x-www-form-urlencoded';
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') throw unsupportedMediaType();
  const { tx } = await c.req.parseBody();
  if (typeof tx !== 'string' || tx === '') throw invalidField('tx', 'missing required field');
  return tx;
}

function decode(envelopeXdr: string): SignedTransaction {
  try {
    return decodeTransaction(envelopeXdr);
  } catch {
    throw transactionMalformed(envelopeXdr);
  }
}
