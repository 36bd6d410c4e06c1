import type { ClosedLedger } from '../ledger/closed-ledger.ts';
import type { AppliedTransaction } from '../transactions/apply-transaction.ts';
import { feePayer, outerHash, type SignedTransaction } from '../transactions/decode-transaction.ts';
import { partyFields } from './operation-record.ts';
import { toTime } from './times.ts';

/** What Horizon answers about a transaction, without links; `resultCodes` is for those who submit it again. */
export function transactionRecord(applied: AppliedTransaction, id: bigint, ledger: ClosedLedger) {
  const { transaction, successful, feeCharged, resultXdr, resultCodes } = applied;
  const { feeBump, source, sequence, fee, memo, operations } = transaction;
  const hash = outerHash(transaction);
  return {
    memo: memo.value,
    ...(memo.bytes !== undefined && { memo_bytes: memo.bytes }),
    id: hash,
    paging_token: String(id),
    successful,
    hash,
    ledger: ledger.sequence,
    created_at: toTime(ledger.closeSeconds),
    ...partyFields('source_account', source),
    source_account_sequence: String(sequence),
    fee_account: feePayer(transaction),
    fee_charged: String(feeCharged),
    max_fee: String(feeBump?.fee ?? fee),
    operation_count: operations.length,
    envelope_xdr: (feeBump ?? transaction).envelopeXdr,
    result_xdr: resultXdr,
    memo_type: memo.type,
    signatures: signaturesOf(feeBump ?? transaction),
    ...(feeBump && {
      fee_bump_transaction: { hash: feeBump.hash, signatures: signaturesOf(feeBump) },
      inner_transaction: { hash: transaction.hash, signatures: signaturesOf(transaction), max_fee: String(fee) },
    }),
    ...preconditionsOf(transaction),
    resultCodes,
  };
}

function preconditionsOf({ timeBounds, ledgerBounds }: SignedTransaction) {
  if (timeBounds === undefined && ledgerBounds === undefined) return {};
  return {
    preconditions: {
      ...(timeBounds && {
        timebounds: {
          min_time: String(timeBounds.minSeconds),
          ...(timeBounds.maxSeconds > 0n && { max_time: String(timeBounds.maxSeconds) }),
        },
      }),
      ...(ledgerBounds && { ledgerbounds: { min_ledger: ledgerBounds.min, max_ledger: ledgerBounds.max } }),
    },
  };
}

const signaturesOf = ({ signatures }: Pick<SignedTransaction, 'signatures'>): string[] =>
  signatures.map(({ signature }) => Buffer.from(signature.toBytes()).toString('base64'));
