import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Fault } from '../nodes/faults.ts';
import { startIndexer } from './indexer.ts';
import { type ProxySources, proxyRoutes } from './routes.ts';
import { createRows } from './rows.ts';

export interface Gridproxy {
  url: string;
  port: number;
  close(): Promise<void>;
}

type Sources = Pick<ProxySources, 'grid' | 'provisioner'>;

/** The REST view of the grid on a port of its own. `port` 0 takes any free one. */
export async function startGridproxy({ grid, provisioner }: Sources, port: number): Promise<Gridproxy> {
  const indexer = startIndexer(grid.state, grid.access);
  const routes = proxyRoutes({ grid, provisioner, indexer, rows: createRows(grid, indexer) });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(cors({ origin: '*', exposeHeaders: ['*'] }));
  app.use(async (context, next) => {
    const fault = grid.faults.take('gridproxy');
    if (fault === undefined) return next();
    return meetFault(fault, context.env, () => next());
  });
  app.route('/', routes);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(started));
    started.once('error', reject);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    port: address.port,
    async close() {
      indexer.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function meetFault(
  fault: Fault,
  { incoming }: HttpBindings,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'refuse':
      return Response.json({ error: 'service unavailable' }, { status: 503 });
    case 'badPayload':
      return new Response('<html><body>502 Bad Gateway</body></html>', {
        headers: { 'content-type': 'application/json' },
      });
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      await next();
      return undefined;
    case 'drop':
      incoming.socket.destroy();
      return new Response(null);
    default:
      // No answer until the caller gives up.
      return new Promise((resolve) => incoming.socket.once('close', () => resolve(new Response(null))));
  }
}
