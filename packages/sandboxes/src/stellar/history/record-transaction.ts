import type { ClosedLedger } from '../ledger/closed-ledger.ts';
import type { PoolEntry } from '../ledger/entries.ts';
import type { Body } from '../operations/operation.ts';
import type { AppliedTransaction } from '../transactions/apply-transaction.ts';
import { feePayer, outerHash } from '../transactions/decode-transaction.ts';
import { effectsOf, effectTypes } from './effects.ts';
import { type History, toid } from './history-store.ts';
import { operationAccounts, operationDetails, operationTypes, partyFields, paymentTypes } from './operation-record.ts';
import { toTime } from './times.ts';
import { tradeOf } from './trades.ts';
import { transactionRecord } from './transaction-record.ts';

export interface Surroundings {
  history: History;
  ledger: ClosedLedger;
  /** Pools as they are after the transaction. */
  poolOf(id: string): Readonly<PoolEntry> | undefined;
}

/** Writes a transaction with its operations, effects and trades into history. */
export function recordTransaction(applied: AppliedTransaction, order: number, at: Surroundings): void {
  const { history, ledger } = at;
  const { transaction, successful, outcomes } = applied;
  const id = toid(ledger.sequence, order);
  const accounts = new Set([transaction.source.account, feePayer(transaction)]);
  for (const [index, operation] of transaction.operations.entries()) {
    if (operation.type === 'unsupported') continue;
    const place = { applied, id: toid(ledger.sequence, order, index + 1), outcome: outcomes[index] };
    for (const account of recordOperation(operation, place, at)) accounts.add(account);
  }
  history.add({
    kind: 'transaction',
    id,
    number: 0,
    successful,
    tag: '',
    accounts,
    record: transactionRecord(applied, id, ledger),
  });
  history.addHash(outerHash(transaction), id);
  history.addHash(transaction.hash, id);
}

/** Gives back the accounts that it concerned. */
function recordOperation(
  body: Body & { source?: AppliedTransaction['transaction']['source'] },
  {
    applied,
    id,
    outcome,
  }: { applied: AppliedTransaction; id: bigint; outcome?: AppliedTransaction['outcomes'][number] },
  { history, ledger, poolOf }: Surroundings,
): Iterable<string> {
  const { transaction, successful } = applied;
  const source = body.source ?? transaction.source;
  const success = successful && outcome?.ok ? outcome.success : undefined;
  const [type, type_i] = operationTypes[body.type];
  const created_at = toTime(ledger.closeSeconds);
  const accounts = new Set(operationAccounts(body, source));
  history.add({
    kind: 'operation',
    id,
    number: 0,
    successful,
    tag: paymentTypes.has(body.type) ? 'payment' : '',
    accounts,
    record: {
      id: String(id),
      paging_token: String(id),
      transaction_successful: successful,
      ...partyFields('source_account', source),
      type,
      type_i,
      created_at,
      transaction_hash: outerHash(transaction),
      ...operationDetails(body, source, success),
    },
  });
  if (success === undefined) return accounts;
  for (const [index, { account, type, details }] of effectsOf(body, source.account, success, poolOf).entries()) {
    const number = index + 1;
    const record = {
      id: `${String(id).padStart(19, '0')}-${String(number).padStart(10, '0')}`,
      paging_token: `${id}-${number}`,
      account,
      type,
      type_i: effectTypes[type],
      created_at,
      ...details,
    };
    history.add({ kind: 'effect', id, number, successful, tag: '', accounts: [account], record });
  }
  for (const [index, claim] of ('claims' in success ? success.claims : []).entries()) {
    const number = index + 1;
    const trade = tradeOf(claim, { account: source.account, operationId: id });
    const place = { id: `${id}-${number}`, paging_token: `${id}-${number}`, ledger_close_time: created_at };
    const record = { ...place, ...trade.details };
    history.add({ kind: 'trade', id, number, successful, tag: trade.tag, accounts: trade.accounts, record });
    for (const account of trade.accounts) accounts.add(account);
  }
  return accounts;
}
