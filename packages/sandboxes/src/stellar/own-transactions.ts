import { Account, type Keypair, type Memo, TransactionBuilder } from '@stellar/stellar-sdk/base';
import type * as xdr from '@stellar/stellar-sdk/xdr';
import type { Ledger } from './ledger/ledger.ts';
import { networkPassphrase } from './network.ts';
import type { ResultCodes } from './transactions/apply-transaction.ts';
import { decodeTransaction } from './transactions/decode-transaction.ts';

/** How many times the base fee the sandbox's own transactions bid. */
const bidFactor = 10n;

export class OwnTransactionFailed extends Error {
  constructor({ transaction, operations = [] }: ResultCodes) {
    super(`the transaction failed: ${[transaction, ...operations].join(', ')}`);
    this.name = 'OwnTransactionFailed';
  }
}

/** Signs a transaction of the sandbox's own accounts; the first key's account is its source. */
export function signOwn(
  ledger: Ledger,
  keys: readonly [Keypair, ...Keypair[]],
  operations: readonly xdr.Operation[],
  memo?: Memo,
): string {
  const source = keys[0].publicKey();
  const sequence = ledger.view().get('account', source)?.sequence ?? 0n;
  const builder = new TransactionBuilder(new Account(source, String(sequence)), {
    fee: String(ledger.baseFee * bidFactor),
    networkPassphrase,
    timebounds: { minTime: 0, maxTime: 0 },
    memo,
  });
  for (const operation of operations) builder.addOperation(operation);
  const transaction = builder.build();
  transaction.sign(...keys);
  return transaction.toXdr();
}

/** Hands a signed envelope in and waits until a ledger holds it; gives its hash. Throws OwnTransactionFailed when refused. */
export async function submitOwn(ledger: Ledger, envelopeXdr: string): Promise<string> {
  const transaction = decodeTransaction(envelopeXdr);
  const submission = ledger.submit(transaction);
  if (submission.status === 'refused') throw new OwnTransactionFailed(submission.resultCodes);
  const settled = 'settled' in submission ? await submission.settled : undefined;
  if (settled === undefined) throw new Error('the transaction was not decided');
  if (!settled.included) throw new OwnTransactionFailed(settled.resultCodes);
  const [record] = transactionsByHash(ledger, transaction.hash);
  if (record?.successful !== true) throw new OwnTransactionFailed(record?.resultCodes as ResultCodes);
  return transaction.hash;
}

/** The record of a transaction, as history keeps it. */
export function transactionsByHash({ history }: Pick<Ledger, 'history'>, hash: string): Record<string, unknown>[] {
  const id = history.transactionId(hash);
  if (id === undefined) return [];
  const page = { descending: false, limit: 1 };
  return history.page('transaction', { from: id, to: id + 1n, withFailed: true }, page);
}
