import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { readJson, refusal } from '../control/read-json.ts';
import { bridgeModes } from './bridge/bridge-rows.ts';
import { type Faults, faultKinds } from './faults.ts';
import { formatAmount, parseAmount } from './ledger/amounts.ts';
import { bridgeVault, faucet, marketMaker, network, tftIssuer, usdcIssuer } from './network.ts';
import type { OpenStellar } from './open-stellar.ts';

const amount = z
  .union([z.string(), z.number()])
  .transform((value) => parseAmount(String(value)) ?? Number.NaN)
  .refine((units): units is bigint => typeof units === 'bigint', 'must be an amount of at most seven decimals');
const price = amount.refine((units) => units > 0n, 'must be more than zero');

const faultBody = z.strictObject({
  kind: z.enum(faultKinds),
  route: z
    .string()
    .regex(/^(\*|[A-Z]+) \/\S*$/, 'write the route as "GET /paths/*"')
    .optional(),
  count: z.int().min(1).max(1_000).optional(),
  ms: z.int().min(0).max(600_000).optional(),
  percent: z.number().gt(-1_000).lt(100).optional(),
});
const priceBody = z.strictObject({ tftPerUsdc: price });
const feeBody = z.strictObject({ stroops: z.int().min(1).max(100_000_000) });
const bridgeBody = z.strictObject({ mode: z.enum(bridgeModes) });
const fundBody = z.strictObject({
  account: z.string().regex(/^G[A-Z2-7]{55}$/, 'must be a Stellar account'),
  xlm: amount.optional(),
  usdc: amount.optional(),
  tft: amount.optional(),
});

type Names = Record<string, string>;
const ownNames: Names = {
  [faucet]: 'Faucet',
  [usdcIssuer]: 'USDC issuer',
  [tftIssuer]: 'TFT issuer',
  [marketMaker]: 'Market maker',
  [bridgeVault]: 'Bridge vault',
};

/** What the control server mounts under `/stellar`: a look at accounts and transactions, price, faults, funds, bridge. */
export function createControl(open: () => Promise<OpenStellar>, faults: Faults, operator?: string): Hono {
  const names: Names = { ...ownNames, ...(operator && { [operator]: 'Operator' }) };
  const app = new Hono();
  app.get('/', async (c) => c.json(overview(await open())));
  app.get('/accounts', async (c) => c.json({ items: accounts(await open(), names) }));
  app.get('/transactions', async (c) => c.json({ items: transactions(await open(), names) }));

  app.get('/price', async (c) => c.json(priceOf(await open())));
  app.post('/price', async (c) => {
    const { tftPerUsdc } = await readJson(c, priceBody);
    const stellar = await open();
    stellar.market.setPrice(tftPerUsdc);
    return c.json(priceOf(stellar));
  });
  app.post('/fee', async (c) => {
    const { stroops } = await readJson(c, feeBody);
    (await open()).setBaseFee(BigInt(stroops));
    return c.json({ stroops });
  });
  app.post('/fund', async (c) => {
    const gift = await readJson(c, fundBody);
    const stellar = await open();
    const hash = await stellar.fund(gift).catch((cause: unknown) => {
      throw refusal('account', cause instanceof Error ? cause.message : String(cause), cause);
    });
    return c.json({ hash });
  });

  app.get('/faults', (c) => c.json({ items: faults.list() }));
  app.post('/faults', async (c) => c.json(faults.add(await readJson(c, faultBody)), 201));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({ items: [] });
  });

  app.get('/bridge', async (c) => c.json({ mode: (await open()).bridge?.mode ?? null, vault: bridgeVault }));
  app.post('/bridge', async (c) => {
    const { mode } = await readJson(c, bridgeBody);
    const { bridge } = await open();
    if (bridge === undefined) throw noBridge();
    bridge.mode = mode;
    return c.json({ mode, vault: bridgeVault });
  });
  return app;
}

function noBridge(): HTTPException {
  const body = JSON.stringify({ error: 'no_bridge', message: 'The bridge runs only beside the sandbox of the grid.' });
  return new HTTPException(409, {
    res: new Response(body, { status: 409, headers: { 'content-type': 'application/json' } }),
  });
}

function overview(stellar: OpenStellar) {
  const { sequence, closeSeconds } = stellar.ledger.latest;
  return {
    ...network,
    ledger: { sequence, closedAt: new Date(closeSeconds * 1000).toISOString() },
    ...priceOf(stellar),
    baseFeeStroops: Number(stellar.ledger.baseFee),
    bridge: stellar.bridge?.mode ?? null,
  };
}

const priceOf = ({ market }: OpenStellar) => ({ tftPerUsdc: formatAmount(market.tftPerUsdc) });

function accounts({ ledger }: OpenStellar, names: Names) {
  const view = ledger.view();
  const lines = view.all('line');
  return [...view.all('account')].map(([account, entry]) => ({
    account,
    name: names[account] ?? null,
    sequence: String(entry.sequence),
    balances: {
      XLM: formatAmount(entry.balance),
      ...Object.fromEntries(
        [...lines]
          .filter(([id]) => id.startsWith(`${account}/`))
          .map(([id, line]) => [id.slice(account.length + 1).split(':')[0], formatAmount(line.balance)]),
      ),
    },
  }));
}

/** The newest first, failed ones too. */
function transactions({ ledger }: OpenStellar, names: Names) {
  const newest = { descending: true, limit: 50 };
  return ledger.history.page('transaction', { withFailed: true }, newest).map((record) => {
    const id = BigInt(String(record.paging_token));
    const operations = ledger.history.page(
      'operation',
      { from: id, to: id + 4096n, withFailed: true },
      { descending: false, limit: 100 },
    );
    return {
      hash: record.hash,
      ledger: record.ledger,
      at: record.created_at,
      source: record.source_account,
      name: names[String(record.source_account)] ?? null,
      successful: record.successful,
      resultCodes: record.resultCodes,
      memo: record.memo ?? null,
      operations: operations.map(({ type, amount, starting_balance, asset_code }) => ({
        type,
        // What a failed one would have moved is not known of all.
        amount: record.successful ? (amount ?? starting_balance ?? null) : null,
        asset: asset_code ?? null,
      })),
    };
  });
}
