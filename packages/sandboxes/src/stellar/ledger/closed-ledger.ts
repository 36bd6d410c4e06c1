import { createHash } from 'node:crypto';
import * as xdr from '@stellar/stellar-sdk/xdr';
import { baseReserve } from './entries.ts';

/** What is kept of a closed ledger. */
export interface ClosedLedger {
  sequence: number;
  hash: string;
  previousHash: string;
  closeSeconds: number;
  successful: number;
  failed: number;
  /** Operations of successful transactions, and of all. */
  operations: number;
  allOperations: number;
  baseFee: number;
  totalCoins: string;
  feePool: string;
  headerXdr: string;
}

export const protocolVersion = 23;
/** All lumens there are, in stroops. */
export const totalCoins = 10n ** 18n;
export const maxTransactions = 1000;

interface Contents {
  previous: Pick<ClosedLedger, 'sequence' | 'hash'>;
  closeSeconds: number;
  transactions: { hash: string; resultXdr: string; successful: boolean; operations: number }[];
  baseFee: bigint;
  feePool: bigint;
  lastId: bigint;
}

/** Makes the header of the ledger after `previous`; its hash is that of the header, as on the network. */
export function closedLedger(contents: Contents): ClosedLedger {
  const { previous, closeSeconds, transactions, baseFee, feePool } = contents;
  const header = headerOf(contents);
  const succeeded = transactions.filter(({ successful }) => successful);
  const count = (some: { operations: number }[]) => some.reduce((sum, { operations }) => sum + operations, 0);
  return {
    sequence: previous.sequence + 1,
    hash: sha256(header.toXdr()).toString('hex'),
    previousHash: previous.hash,
    closeSeconds,
    successful: succeeded.length,
    failed: transactions.length - succeeded.length,
    operations: count(succeeded),
    allOperations: count(transactions),
    baseFee: Number(baseFee),
    totalCoins: String(totalCoins),
    feePool: String(feePool),
    headerXdr: header.toXdr('base64'),
  };
}

function headerOf({ previous, closeSeconds, transactions, baseFee, feePool, lastId }: Contents): xdr.LedgerHeader {
  const none = new Uint8Array(32);
  const hashOf = (parts: string[]) => new Uint8Array(sha256(parts.join()));
  return new xdr.LedgerHeader({
    ledgerVersion: protocolVersion,
    previousLedgerHash: new Uint8Array(Buffer.from(previous.hash, 'hex')),
    scpValue: new xdr.StellarValue({
      txSetHash: hashOf(transactions.map(({ hash }) => hash)),
      closeTime: BigInt(closeSeconds),
      upgrades: [],
      ext: xdr.StellarValueExt.stellarValueBasic(),
    }),
    txSetResultHash: hashOf(transactions.map(({ resultXdr }) => resultXdr)),
    bucketListHash: none,
    ledgerSeq: previous.sequence + 1,
    totalCoins,
    feePool,
    inflationSeq: 0,
    idPool: lastId,
    baseFee: Number(baseFee),
    baseReserve: Number(baseReserve),
    maxTxSetSize: maxTransactions,
    skipList: [none, none, none, none],
    ext: xdr.LedgerHeaderExt.v0(),
  });
}

const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();
