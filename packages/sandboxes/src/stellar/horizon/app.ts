import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { toTime } from '../history/times.ts';
import { maxTransactions, protocolVersion } from '../ledger/closed-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { networkPassphrase, ownAccounts } from '../network.ts';
import { baseUrl, hal, halPage, links, pagedPath } from './hal.ts';
import { addHistoryRoutes } from './history-routes.ts';
import { addMarketRoutes } from './market-routes.ts';
import type { HorizonApp, HorizonParts } from './parts.ts';
import { notFound, overCapacity, Problem, rateLimited, serverError } from './problem.ts';
import { accountOf, numberOf, pageOf } from './query.ts';
import { linkedAccount, linkedLedger } from './records.ts';
import { addSubmitRoutes } from './submit-routes.ts';

/** Horizon's HTTP interface. */
export function createHorizon(parts: HorizonParts): HorizonApp {
  const { ledger, clock } = parts;
  const app: HorizonApp = new Hono();
  app.onError((error) => {
    if (error instanceof Problem) return error.toResponse();
    parts.onFault(error);
    return serverError().toResponse();
  });
  app.notFound(() => notFound().toResponse());
  app.use('*', async (c, next) => {
    await next();
    // Clients compute the time limits of their transactions from this header, so it tells the network's time.
    c.header('date', new Date(clock.now()).toUTCString());
    c.header('latest-ledger', String(ledger.latest.sequence));
  });
  app.use('*', async (c, next) => {
    // A transaction needs no ledger before its own.
    if (c.req.method === 'GET') ledger.catchUp();
    const fault = parts.faults.take(c.req.method, c.req.path);
    if (fault?.kind === 'error503') throw overCapacity();
    if (fault?.kind === 'error429') throw rateLimited();
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (fault?.kind === 'priceJump') parts.market.jump(fault.percent);
    c.set('fault', fault?.kind);
    await next();
  });

  app.get('/', (c) => hal(c, root(baseUrl(c), ledger)));
  app.get('/fee_stats', (c) => hal(c, feeStats(ledger)));
  app.get('/accounts/:account', (c) => {
    const found = linkedAccount(baseUrl(c), accountOf(c.req.param('account')), ledger);
    if (found === undefined) throw notFound();
    return hal(c, found);
  });
  app.get('/ledgers', (c) => {
    const found = ledger.history.ledgers(pageOf(c, ledger.latest.sequence));
    return halPage(
      c,
      found.map((each) => linkedLedger(baseUrl(c), each)),
    );
  });
  app.get('/ledgers/:ledger', (c) => {
    const found = ledger.history.ledger(Number(numberOf(c.req.param('ledger'))));
    if (found === undefined) throw notFound();
    return hal(c, linkedLedger(baseUrl(c), found));
  });
  addMarketRoutes(app, parts);
  addSubmitRoutes(app, parts);
  addHistoryRoutes(app, parts);
  return app;
}

function root(base: string, { latest, history }: Ledger) {
  const elder = history.ledgers({ descending: false, limit: 1 })[0];
  return {
    _links: links(base, {
      account: '/accounts/{account_id}',
      account_transactions: pagedPath('/accounts/{account_id}/transactions'),
      fee_stats: '/fee_stats',
      ledger: '/ledgers/{sequence}',
      ledgers: pagedPath('/ledgers'),
      operations: pagedPath('/operations'),
      order_book:
        '/order_book{?selling_asset_type,selling_asset_code,selling_asset_issuer,buying_asset_type,buying_asset_code,buying_asset_issuer,limit}',
      payments: pagedPath('/payments'),
      self: '/',
      strict_receive_paths:
        '/paths/strict-receive{?source_assets,source_account,destination_account,destination_asset_type,destination_asset_issuer,destination_asset_code,destination_amount}',
      strict_send_paths:
        '/paths/strict-send{?destination_account,destination_assets,source_asset_type,source_asset_issuer,source_asset_code,source_amount}',
      transaction: '/transactions/{hash}',
      transactions: pagedPath('/transactions'),
    }),
    horizon_version: 'sandbox',
    core_version: 'sandbox',
    ingest_latest_ledger: latest.sequence,
    history_latest_ledger: latest.sequence,
    history_latest_ledger_closed_at: toTime(latest.closeSeconds),
    history_elder_ledger: elder?.sequence ?? latest.sequence,
    core_latest_ledger: latest.sequence,
    network_passphrase: networkPassphrase,
    current_protocol_version: protocolVersion,
    supported_protocol_version: protocolVersion,
    core_supported_protocol_version: protocolVersion,
  };
}

function feeStats({ latest, baseFee, history }: Ledger) {
  const recent = history
    .page('transaction', { withFailed: true }, { descending: true, limit: 50 })
    .filter((record) => !ownAccounts.has(String(record.source_account)));
  const distribution = (fees: number[]) => {
    const sorted = fees.length > 0 ? fees.toSorted((a, b) => a - b) : [Number(baseFee)];
    const at = (percent: number) =>
      String(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]);
    const percents = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];
    return {
      max: at(100),
      min: at(0),
      mode: at(50),
      ...Object.fromEntries(percents.map((percent) => [`p${percent}`, at(percent)])),
    };
  };
  const perOperation = (field: 'fee_charged' | 'max_fee') =>
    recent.map((record) =>
      Math.max(Number(baseFee), Math.ceil(Number(record[field]) / Number(record.operation_count))),
    );
  return {
    last_ledger: String(latest.sequence),
    last_ledger_base_fee: String(baseFee),
    ledger_capacity_usage: (latest.allOperations / maxTransactions).toFixed(2),
    fee_charged: distribution(perOperation('fee_charged')),
    max_fee: distribution(perOperation('max_fee')),
  };
}
