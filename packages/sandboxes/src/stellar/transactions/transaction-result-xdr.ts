import * as xdr from '@stellar/stellar-sdk/xdr';
import type { RefusalReason } from './validate-transaction.ts';

// A transaction whose fee somebody else pays has the result of the inner one inside its own.

export interface InnerHash {
  /** Of the transaction inside a fee bump. */
  innerHash?: Uint8Array;
}

/** The result of a transaction that got as far as its operations, in base64. */
export function operationsResultXdr(
  feeCharged: bigint,
  ok: boolean,
  results: xdr.OperationResult[],
  { innerHash }: InnerHash,
): string {
  if (innerHash === undefined) {
    const { txSuccess, txFailed } = xdr.TransactionResultResult;
    return encode(feeCharged, ok ? txSuccess(results) : txFailed(results));
  }
  const inner = xdr.InnerTransactionResultResult;
  return encode(feeCharged, around(ok, innerHash, ok ? inner.txSuccess(results) : inner.txFailed(results)));
}

const codes: Record<RefusalReason, -2 | -3 | -4 | -5 | -6 | -7 | -8 | -9 | -10 | -11 | -12> = {
  tooEarly: -2,
  tooLate: -3,
  missingOperation: -4,
  badSequence: -5,
  badAuth: -6,
  insufficientBalance: -7,
  noAccount: -8,
  insufficientFee: -9,
  badAuthExtra: -10,
  internalError: -11,
  notSupported: -12,
};

/** The result of a transaction that was refused as a whole, in base64. */
export function refusalResultXdr(
  fee: bigint,
  { reason, outer }: { reason: RefusalReason; outer: boolean },
  { innerHash }: InnerHash,
): string {
  const code = codes[reason];
  if (innerHash === undefined || outer) return encode(fee, xdr.TransactionResultResult.fromXdrObject({ code }));
  return encode(fee, around(false, innerHash, xdr.InnerTransactionResultResult.fromXdrObject({ code })));
}

function around(ok: boolean, innerHash: Uint8Array, result: xdr.InnerTransactionResultResult) {
  const inner = new xdr.InnerTransactionResult({
    // Nothing is charged to the inner transaction.
    feeCharged: 0n,
    result,
    ext: xdr.InnerTransactionResultExt.v0(),
  });
  const pair = new xdr.InnerTransactionResultPair({ transactionHash: innerHash, result: inner });
  const { txFeeBumpInnerSuccess, txFeeBumpInnerFailed } = xdr.TransactionResultResult;
  return ok ? txFeeBumpInnerSuccess(pair) : txFeeBumpInnerFailed(pair);
}

function encode(feeCharged: bigint, result: xdr.TransactionResultResult): string {
  return new xdr.TransactionResult({ feeCharged, result, ext: xdr.TransactionResultExt.v0() }).toXdr('base64');
}
