import type { Context } from 'hono';
import { type Filter, type HistoryKind, type Page, toid } from '../history/history-store.ts';
import { pairTag, turned } from '../history/trades.ts';
import { inOrder } from '../ledger/assets.ts';
import { baseUrl, hal, halPage, type LinkedRecord } from './hal.ts';
import type { HorizonApp, HorizonParts } from './parts.ts';
import { notFound } from './problem.ts';
import { accountOf, assetOf, numberOf, pageOf } from './query.ts';
import { linkedEffect, linkedOperation, linkedTrade, linkedTransaction } from './records.ts';
import { streamPage, wantsStream } from './stream.ts';

type Linking = (base: string, record: Record<string, unknown>) => LinkedRecord;

const linking: Record<HistoryKind, Linking> = {
  transaction: linkedTransaction,
  operation: linkedOperation,
  effect: linkedEffect,
  trade: linkedTrade,
};

/** Transactions, operations, payments, effects and trades: of all, of an account, of a ledger, of a transaction. */
export function addHistoryRoutes(app: HorizonApp, parts: HorizonParts): void {
  const { ledger } = parts;
  const list = (c: Context, kind: HistoryKind, filter: Filter) => {
    const withFailed = c.req.query('include_failed') === 'true' || filter.withFailed;
    const joined = c.req.query('join') === 'transactions';
    const read = (page: Page): LinkedRecord[] =>
      ledger.history.page(kind, { ...filter, withFailed }, page).map((record) => {
        const linked = linking[kind](baseUrl(c), record);
        return joined && kind === 'operation' ? { ...linked, transaction: transactionOf(c, parts, record) } : linked;
      });
    const page = pageOf(c, ledger.latest.sequence);
    if (wantsStream(c)) return streamPage(c, parts, page, read);
    return halPage(c, read(page));
  };

  const subjects: { path: string; filterOf: (c: Context) => Filter }[] = [
    { path: '', filterOf: () => ({}) },
    { path: '/accounts/:account', filterOf: (c) => ({ account: accountOf(c.req.param('account')) }) },
    { path: '/ledgers/:ledger', filterOf: (c) => ledgerRange(Number(numberOf(c.req.param('ledger')))) },
    { path: '/transactions/:hash', filterOf: (c) => ({ ...transactionRange(parts, c), withFailed: true }) },
  ];
  for (const { path, filterOf } of subjects) {
    if (!path.startsWith('/transactions')) {
      app.get(`${path}/transactions`, (c) => list(c, 'transaction', filterOf(c)));
    }
    app.get(`${path}/operations`, (c) => list(c, 'operation', filterOf(c)));
    app.get(`${path}/payments`, (c) => list(c, 'operation', { ...filterOf(c), tag: 'payment' }));
    app.get(`${path}/effects`, (c) => list(c, 'effect', filterOf(c)));
  }
  app.get('/operations/:id/effects', (c) => {
    const id = numberOf(c.req.param('id'));
    return list(c, 'effect', { from: id, to: id + 1n });
  });
  app.get('/accounts/:account/trades', (c) => list(c, 'trade', { account: accountOf(c.req.param('account')) }));
  app.get('/trades', (c) => trades(c, parts));
  app.get('/transactions/:hash', (c) => hal(c, transaction(c, parts)));
  app.get('/operations/:id', (c) => hal(c, operation(c, parts)));
}

function ledgerRange(sequence: number): Filter {
  return { from: toid(sequence), to: toid(sequence + 1) };
}

function transactionRange({ ledger }: HorizonParts, c: Context): Filter {
  const id = ledger.history.transactionId((c.req.param('hash') ?? '').toLowerCase());
  if (id === undefined) throw notFound();
  return { from: id, to: id + 4096n };
}

const first: Page = { descending: false, limit: 1 };

function transaction(c: Context, parts: HorizonParts): LinkedRecord {
  const range = transactionRange(parts, c);
  const [record] = parts.ledger.history.page('transaction', { ...range, withFailed: true }, first);
  if (record === undefined) throw notFound();
  return linkedTransaction(baseUrl(c), record, (c.req.param('hash') ?? '').toLowerCase());
}

function operation(c: Context, { ledger }: HorizonParts): LinkedRecord {
  const id = numberOf(c.req.param('id'));
  const [record] = ledger.history.page('operation', { from: id, to: id + 1n, withFailed: true }, first);
  if (record === undefined) throw notFound();
  return linkedOperation(baseUrl(c), record);
}

/** The transaction of an operation, for lists that were asked to join it. */
function transactionOf(c: Context, { ledger }: HorizonParts, { transaction_hash }: Record<string, unknown>) {
  const id = ledger.history.transactionId(String(transaction_hash)) ?? 0n;
  const [record] = ledger.history.page('transaction', { from: id, to: id + 1n, withFailed: true }, first);
  return record && linkedTransaction(baseUrl(c), record);
}

/** Trades of a pair come with the asked base, whichever way they are kept. */
function trades(c: Context, parts: HorizonParts): Response {
  const base = assetOf(c, 'base_');
  const counter = assetOf(c, 'counter_');
  const reversed = base !== undefined && counter !== undefined && !inOrder(base, counter);
  const filter: Filter =
    base !== undefined && counter !== undefined
      ? { tag: reversed ? pairTag(counter, base) : pairTag(base, counter) }
      : {};
  const read = (page: Page) =>
    parts.ledger.history
      .page('trade', filter, page)
      .map((record) => linkedTrade(baseUrl(c), reversed ? turned(record) : record));
  const page = pageOf(c, parts.ledger.latest.sequence);
  return wantsStream(c) ? streamPage(c, parts, page, read) : halPage(c, read(page));
}
