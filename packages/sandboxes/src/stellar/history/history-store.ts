import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { ClosedLedger } from '../ledger/closed-ledger.ts';

export type HistoryKind = 'transaction' | 'operation' | 'effect' | 'trade';

/** One line of history: JSON as Horizon answers it, without links. */
export interface HistoryRow {
  kind: HistoryKind;
  /** TOID: ledger, transaction and operation in one number. */
  id: bigint;
  /** Which effect or trade of its operation, from 1; 0 for transactions and operations. */
  number: number;
  successful: boolean;
  /** What it can be found by besides its accounts: `payment`, or the pair of a trade. */
  tag: string;
  accounts: Iterable<string>;
  record: Record<string, unknown>;
}

export interface Page {
  /** Exclusive; absent from the beginning, or from the end when descending. */
  after?: { id: bigint; number: number };
  descending: boolean;
  limit: number;
}

export interface Filter {
  account?: string;
  tag?: string;
  /** Inclusive. */
  from?: bigint;
  /** Exclusive. */
  to?: bigint;
  withFailed?: boolean;
}

export interface History {
  addLedger(ledger: ClosedLedger): void;
  add(row: HistoryRow): void;
  addHash(hash: string, transactionId: bigint): void;
  latestLedger(): ClosedLedger | undefined;
  ledger(sequence: number): ClosedLedger | undefined;
  ledgers(page: Page): ClosedLedger[];
  transactionId(hash: string): bigint | undefined;
  /** Records of one kind in order of time. */
  page(kind: HistoryKind, filter: Filter, page: Page): Record<string, unknown>[];
}

/** Position of the end of what has happened. */
export const toid = (ledger: number, transaction = 0, operation = 0): bigint =>
  (BigInt(ledger) << 32n) | (BigInt(transaction) << 12n) | BigInt(operation);

export function openHistory(state: DatabaseSync): History {
  state.exec(`
    create table if not exists ledgers (sequence integer primary key, record text not null);
    create table if not exists history (
      kind text not null, id integer not null, number integer not null, successful integer not null, tag text not null,
      record text not null, primary key (kind, id, number));
    create table if not exists history_accounts (
      kind text not null, account text not null, id integer not null, number integer not null,
      primary key (kind, account, id, number));
    create table if not exists transaction_hashes (hash text primary key, id integer not null);`);
  const insert = {
    ledger: state.prepare('insert into ledgers values (?, ?)'),
    row: state.prepare('insert into history values (?, ?, ?, ?, ?, ?)'),
    account: state.prepare('insert or ignore into history_accounts values (?, ?, ?, ?)'),
    hash: state.prepare('insert or ignore into transaction_hashes values (?, ?)'),
  };
  const byHash = state.prepare('select id from transaction_hashes where hash = ?');
  byHash.setReadBigInts(true);
  const toLedger = (row: Record<string, unknown> | undefined): ClosedLedger | undefined =>
    row && JSON.parse(String(row.record));
  return {
    addLedger: (ledger) => void insert.ledger.run(ledger.sequence, JSON.stringify(ledger)),
    add({ kind, id, number, successful, tag, accounts, record }) {
      insert.row.run(kind, id, number, Number(successful), tag, JSON.stringify(record));
      for (const account of accounts) insert.account.run(kind, account, id, number);
    },
    addHash: (hash, id) => void insert.hash.run(hash, id),
    latestLedger: () => toLedger(state.prepare('select record from ledgers order by sequence desc limit 1').get()),
    ledger: (sequence) => toLedger(state.prepare('select record from ledgers where sequence = ?').get(sequence)),
    ledgers({ after, descending, limit }) {
      const { sign, direction } = orderOf(descending);
      // A ledger's own place in history is the number of its first possible transaction.
      const start = after === undefined ? (descending ? 2 ** 52 : -1) : Number(after.id >> 32n);
      return state
        .prepare(`select record from ledgers where sequence ${sign} ? order by sequence ${direction} limit ?`)
        .all(start, limit)
        .map((row) => JSON.parse(String(row.record)));
    },
    transactionId: (hash) => byHash.get(hash)?.id as bigint | undefined,
    page: (kind, filter, page) => readPage(state, kind, filter, page),
  };
}

function readPage(state: DatabaseSync, kind: HistoryKind, filter: Filter, page: Page): Record<string, unknown>[] {
  const { sign, direction } = orderOf(page.descending);
  const where: string[] = ['h.kind = ?'];
  const values: SQLInputValue[] = [kind];
  const require = (condition: string, ...more: SQLInputValue[]) => {
    where.push(condition);
    values.push(...more);
  };
  if (filter.account !== undefined) require('a.account = ?', filter.account);
  if (filter.tag !== undefined) require('h.tag = ?', filter.tag);
  if (filter.from !== undefined) require('h.id >= ?', filter.from);
  if (filter.to !== undefined) require('h.id < ?', filter.to);
  if (!filter.withFailed) require('h.successful = 1');
  if (page.after !== undefined) require(`(h.id, h.number) ${sign} (?, ?)`, page.after.id, page.after.number);
  const accounts = filter.account === undefined ? '' : 'join history_accounts a using (kind, id, number)';
  const sql = `select h.record from history h ${accounts} where ${where.join(' and ')}
    order by h.id ${direction}, h.number ${direction} limit ?`;
  return state
    .prepare(sql)
    .all(...values, page.limit)
    .map((row) => JSON.parse(String(row.record)));
}

const orderOf = (descending: boolean) =>
  descending ? { sign: '<', direction: 'desc' } : { sign: '>', direction: 'asc' };
