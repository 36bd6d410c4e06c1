import { FeeBumpTransaction, type Memo, type Transaction, TransactionBuilder } from '@stellar/stellar-sdk/base';
import type * as xdr from '@stellar/stellar-sdk/xdr';
import { networkPassphrase } from '../network.ts';
import type { Operation, Party } from '../operations/operation.ts';
import { decodeOperation, partyOf } from './decode-operation.ts';

/** A signed transaction as plain values, with what is needed to check its signatures. */
export interface SignedTransaction {
  /** Lower-case hex. */
  hash: string;
  hashBytes: Uint8Array;
  /** Base64 of the envelope. */
  envelopeXdr: string;
  source: Party;
  sequence: bigint;
  /** Most that may be charged, in stroops. */
  fee: bigint;
  operations: Operation[];
  memo: PlainMemo;
  timeBounds?: { minSeconds: bigint; maxSeconds: bigint };
  ledgerBounds?: { min: number; max: number };
  signatures: xdr.DecoratedSignature[];
  /** False for what the sandbox does not know: old envelopes and the rarer preconditions. */
  supported: boolean;
  /** Set when somebody else pays the fee of this transaction. */
  feeBump?: FeeBump;
}

/** The envelope around a transaction whose fee another account pays. */
export type FeeBump = Pick<SignedTransaction, 'hash' | 'hashBytes' | 'envelopeXdr' | 'source' | 'fee' | 'signatures'>;

/** As Horizon writes it: hashes in base64, text as text and as base64 of its bytes. */
export interface PlainMemo {
  type: 'none' | 'id' | 'text' | 'hash' | 'return';
  value?: string;
  bytes?: string;
}

/** Throws when the text is no envelope. */
export function decodeTransaction(envelopeXdr: string): SignedTransaction {
  const decoded = TransactionBuilder.fromXdr(envelopeXdr, networkPassphrase);
  if (!(decoded instanceof FeeBumpTransaction)) return plain(decoded);
  return {
    ...plain(decoded.innerTransaction),
    feeBump: {
      ...identityOf(decoded),
      source: partyOf(decoded.tx.feeSource),
      fee: decoded.tx.fee,
      signatures: decoded.signatures,
    },
  };
}

/** The hash by which the network knows it. */
export const outerHash = ({ hash, feeBump }: SignedTransaction): string => feeBump?.hash ?? hash;
/** Who pays the fee. */
export const feePayer = ({ source, feeBump }: SignedTransaction): string => (feeBump?.source ?? source).account;

function plain(transaction: Transaction): SignedTransaction {
  const { tx, timeBounds, ledgerBounds } = transaction;
  const isCurrent = 'sourceAccount' in tx;
  return {
    ...identityOf(transaction),
    source: isCurrent ? partyOf(tx.sourceAccount) : { account: transaction.source },
    sequence: BigInt(transaction.sequence),
    fee: BigInt(transaction.fee),
    operations: tx.operations.map(decodeOperation),
    memo: plainMemo(transaction.memo),
    timeBounds: timeBounds && { minSeconds: BigInt(timeBounds.minTime), maxSeconds: BigInt(timeBounds.maxTime) },
    ledgerBounds: ledgerBounds && { min: ledgerBounds.minLedger, max: ledgerBounds.maxLedger },
    signatures: transaction.signatures,
    supported: isCurrent && !hasRarePreconditions(transaction),
  };
}

function identityOf(transaction: Transaction | FeeBumpTransaction) {
  const hashBytes = transaction.hash();
  return { hash: Buffer.from(hashBytes).toString('hex'), hashBytes, envelopeXdr: transaction.toXdr() };
}

function hasRarePreconditions(transaction: Transaction): boolean {
  const { minAccountSequence, minAccountSequenceAge, minAccountSequenceLedgerGap, extraSigners } = transaction;
  return (
    minAccountSequence !== undefined ||
    (minAccountSequenceAge ?? 0n) > 0n ||
    (minAccountSequenceLedgerGap ?? 0) > 0 ||
    (extraSigners ?? []).length > 0
  );
}

function plainMemo({ type, value }: Memo): PlainMemo {
  if (value === null) return { type };
  if (type === 'text') {
    const bytes = Buffer.from(value);
    return { type, value: bytes.toString(), bytes: bytes.toString('base64') };
  }
  return { type, value: typeof value === 'string' ? value : Buffer.from(value).toString('base64') };
}
