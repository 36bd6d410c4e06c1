import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { faultKinds, faultTargets } from './faults.ts';
import type { Fleet } from './fleet.ts';
import type { RunningMachine } from './machines.ts';
import { nodeStatuses } from './node-status.ts';

const statusBody = z.strictObject({ status: z.enum(nodeStatuses) });
const faultBody = z.strictObject({
  target: z.enum(faultTargets),
  kind: z.enum(faultKinds),
  nodeId: z.int().positive().optional(),
  command: z.string().optional(),
  count: z.int().min(0).max(1_000_000).default(1),
  ms: z.int().min(0).max(3_600_000).default(1000),
});
const priceBody = z.strictObject({ musd: z.int().min(1).max(1_000_000) });

/** The switches and views of the grid for people and tests; never part of the product. */
export function gridControl(fleet: Fleet): Hono {
  const { grid, machines } = fleet;
  const app = new Hono();
  app.onError((error, context) =>
    context.json({ error: error.message }, error instanceof z.ZodError || error instanceof RangeError ? 400 : 500),
  );

  app.get('/contracts', (context) =>
    context.json({
      items: grid.access.contracts().map((contract) => ({
        contractId: contract.contractId,
        twinId: contract.twinId,
        nodeId: contract.type === 'name' ? null : contract.nodeId,
        type: contract.type,
        state: contract.state,
        hash: contract.type === 'node' ? contract.hash : null,
      })),
    }),
  );
  app.get('/nodes/:id', (context) => {
    const node = grid.access.node(Number(context.req.param('id')));
    if (node === undefined) return context.json({ error: 'node not found' }, 404);
    return context.json({
      nodeId: node.id,
      twinId: node.twinId,
      farmId: node.farmId,
      status: grid.statuses.of(node.id),
      ...node.location,
      deployments: grid.deployments.onNode(node.id).map(({ deployment, paused }) => ({ ...deployment, paused })),
    });
  });
  app.post('/nodes/:id', async (context) => {
    const nodeId = Number(context.req.param('id'));
    const { status } = statusBody.parse(await body(context));
    if (grid.access.node(nodeId) === undefined) return context.json({ error: 'node not found' }, 404);
    await grid.statuses.set(nodeId, status);
    await machines.sync();
    return context.json({ nodeId, status });
  });
  app.get('/faults', (context) => context.json({ items: grid.faults.pending() }));
  app.post('/faults', async (context) => {
    const { count, ...fault } = faultBody.parse(await body(context));
    grid.faults.add(fault, count);
    return context.json({ items: grid.faults.pending() });
  });
  app.post('/tft-price', async (context) => {
    const { musd } = priceBody.parse(await body(context));
    await grid.access.setTftPrice(musd);
    return context.json({ musd: grid.access.tftPriceMusd() });
  });
  addViews(app, fleet);
  return app;
}

function addViews(app: Hono, { grid, machines }: Fleet): void {
  app.get('/workloads', (context) => context.json({ items: machines.running().map(workloadInList) }));
  app.get('/reach', (context) => {
    const machine = machines.reach(context.req.query('address') ?? '');
    const port = Number(context.req.query('port') ?? 22);
    if (machine?.ssh === undefined || port !== 22) return context.json({ error: 'nothing answers there' }, 404);
    return context.json(machine.ssh);
  });
  app.get('/blocks', (context) => {
    const limit = Math.min(200, Math.max(1, Number(context.req.query('limit')) || 20));
    const text = JSON.stringify({ items: grid.access.recentBlocks(limit) }, readable);
    return context.body(text, 200, { 'content-type': 'application/json' });
  });
}

async function body(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new RangeError('the body must be JSON');
  }
}

function workloadInList({ facts, ssh, problem }: RunningMachine) {
  return {
    name: facts.hostname,
    contractId: facts.contractId,
    nodeId: facts.nodeId,
    image: facts.image.prettyName,
    cpu: facts.cpu,
    memoryBytes: facts.memoryBytes,
    publicIp: facts.publicIp ?? null,
    privateIp: facts.privateIp,
    myceliumIp: facts.myceliumIp,
    ssh: ssh ? { ...ssh, user: 'root' } : null,
    problem: problem ?? null,
  };
}

/** Amounts become text and bytes hex, as explorers show them. */
function readable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : value;
}
