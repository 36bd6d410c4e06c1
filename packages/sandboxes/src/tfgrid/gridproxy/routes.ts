import { type Context, Hono } from 'hono';
import type { Grid } from '../nodes/grid.ts';
import { runCommand } from '../nodes/node-commands.ts';
import type { Provisioner } from '../nodes/provision.ts';
import { contractInList, contractShape } from './contract-rows.ts';
import { farmInList, farmShape, publicIpShape } from './farm-rows.ts';
import type { Indexer } from './indexer.ts';
import { nodeShape } from './node-filters.ts';
import { type NodeRow, nodeInDetail, nodeInList } from './node-row.ts';
import { discounted } from './price.ts';
import { BadQuery, is, type ListShape, list, number } from './query.ts';
import type { Rows } from './rows.ts';
import { gridStatistics } from './statistics.ts';

export interface ProxySources {
  grid: Grid;
  rows: Rows;
  indexer: Indexer;
  provisioner: Provisioner;
}

const version = 'v0.15.17';

/** The proxy's routes, at the root as on the real one. */
export function proxyRoutes(sources: ProxySources): Hono {
  const { grid, rows, indexer } = sources;
  const app = new Hono();
  app.onError((error, context) =>
    error instanceof BadQuery
      ? context.json({ error: error.message }, 400)
      : context.json({ error: error.message }, 500),
  );
  app.notFound((context) => context.json({ error: 'page not found' }, 404));
  const answer = <Row>(context: Context, all: Row[], shape: ListShape<Row>, show: (row: Row) => object) => {
    const { rows: found, headers } = list(context.req.query(), all, shape);
    return context.json(found.map(show), 200, headers);
  };

  app.get('/nodes', (context) => answer(context, rows.nodes(), nodeShape, withBalance(context)));
  app.get('/gateways', (context) =>
    answer(
      context,
      rows.nodes().filter((row) => row.node.publicConfig),
      nodeShape,
      withBalance(context),
    ),
  );
  addNodeRoutes(app, sources);
  app.get('/farms', (context) => answer(context, rows.farms(), farmShape, farmInList));
  app.get('/public_ips', (context) => answer(context, rows.publicIps(), publicIpShape, (row) => row));
  app.get('/contracts', (context) => answer(context, rows.contracts(), contractShape, contractInList));
  app.get('/contracts/:id', (context) => {
    const row = rows.contracts().find(({ contract }) => contract.contractId === idIn(context));
    return row ? context.json(contractInList(row)) : context.json({ error: 'contract not found' }, 404);
  });
  app.get('/contracts/:id/bills', (context) =>
    answer(context, indexer.bills(idIn(context)), { filters: {}, sorts: {} }, (bill) => bill),
  );
  app.get('/twins', (context) => answer(context, grid.access.twins(), twinShape, twinInList));
  app.get('/twins/:id/consumption', (context) => context.json(consumption(indexer, grid, idIn(context))));
  app.get('/stats', (context) => context.json(gridStatistics(rows, grid.access, context.req.query('status'))));
  app.get('/ping', (context) => context.json({ ping: 'pong' }));
  app.get('/version', (context) => context.json({ version }));
  app.get('/health', (context) => context.json({ total_state_ok: true, db_conn: 'ok', rmb_conn: 'ok', indexers: {} }));
  app.get('/', (context) =>
    context.text('welcome to grid proxy server, available endpoints [/farms, /nodes, /nodes/<node-id>]'),
  );
  return app;
}

/** Routes about one node. */
function addNodeRoutes(app: Hono, { grid, rows, provisioner }: ProxySources): void {
  for (const kind of ['nodes', 'gateways']) {
    app.get(`/${kind}/:id`, (context) => {
      const row = rows.node(idIn(context));
      return row ? context.json(nodeInDetail(row)) : context.json({ error: 'node not found' }, 404);
    });
    app.get(`/${kind}/:id/status`, (context) => {
      const row = rows.node(idIn(context));
      return row ? context.json({ status: row.status }) : context.json({ error: 'node not found' }, 404);
    });
  }
  app.get('/nodes/:id/gpu', (context) => {
    const row = rows.node(idIn(context));
    if (row === undefined) return context.json({ error: 'node not found' }, 404);
    return context.json(row.gpus.map((gpu) => ({ ...gpu, node_twin_id: row.node.twinId, updated_at: row.updatedAt })));
  });
  app.get('/nodes/:id/statistics', (context) => {
    const row = rows.node(idIn(context));
    if (row === undefined) return context.json({ Status: 'Not Found', Message: 'node not found' }, 404);
    if (row.status !== 'up') return context.json({ Status: 'Bad Gateway', Message: 'node is not up' }, 502);
    const call = { grid, provisioner, nodeId: row.node.id, sourceTwin: 0, payload: null };
    return context.json(runCommand('zos.statistics.get', call) as object);
  });
}

function idIn(context: Context): number {
  return number('id', context.req.param('id') ?? '');
}

/** With `balance` (TFT) the prices carry the staking discount that it earns at the row's price. */
function withBalance(context: Context): (row: NodeRow) => object {
  const balance = context.req.query('balance');
  if (!balance) return nodeInList;
  const balanceUsd = number('balance', balance);
  return (row) => nodeInList({ ...row, priceUsd: discounted(row.priceUsd, balanceUsd) });
}

type Twin = ReturnType<Grid['access']['twins']>[number];

const publicKeyOf = (twin: Twin) => Buffer.from(twin.encryptionKey ?? []).toString('hex');

const twinShape: ListShape<Twin> = {
  filters: {
    twin_id: is.equal('twin_id', (twin) => twin.id),
    account_id: is.text((twin) => twin.address),
    relay: is.text((twin) => twin.relay ?? ''),
    public_key: is.text(publicKeyOf),
  },
  sorts: { twin_id: (twin) => twin.id, account_id: (twin) => twin.address },
};

function twinInList(twin: Twin) {
  return { twinId: twin.id, accountId: twin.address, relay: twin.relay ?? '', publicKey: publicKeyOf(twin) };
}

function consumption(indexer: Indexer, grid: Grid, twinId: number) {
  const bills = indexer.billsOfTwin(twinId);
  const hourAgo = Math.floor(grid.access.now() / 1000) - 3600;
  const tft = (some: typeof bills) => some.reduce((sum, bill) => sum + bill.amountBilled, 0) / 1e7;
  return {
    last_hour_consumption: tft(bills.filter((bill) => bill.timestamp > hourAgo)),
    overall_consumption: tft(bills),
  };
}
