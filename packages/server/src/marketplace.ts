import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApi } from './api.ts';
import { createBackground } from './background.ts';
import { type Adapters, compose } from './compose.ts';
import type { Config } from './config.ts';
import { serveConsole } from './http/console.ts';
import { jobsRunner } from './jobs/run-jobs.ts';
import { startWorker } from './jobs/worker.ts';
import { assertLimitedRole } from './postgres/role-check.ts';

export interface Marketplace {
  url: string;
  port: number;
  adapters: Adapters;
  /** Stops taking requests, lets jobs at work finish, closes every connection. */
  close(): Promise<void>;
}

const CONSOLE = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/** API, console and worker in one process. Resolves when it can be used; the port opens last. */
export async function startMarketplace(config: Config): Promise<Marketplace> {
  const adapters = await compose(config);
  const { store, clock, log } = adapters;
  await assertLimitedRole(store.db);
  const background = createBackground(adapters);
  // The first picture of the grid comes before the port: whoever finds the process healthy can use it.
  await background
    .tick()
    .catch((error: unknown) => log.error({ err: error }, 'the first tick failed; it will be repeated'));
  const worker = await startWorker({ store, databaseUrl: config.databaseUrl, tasks: background.tasks, clock, log });
  const api = createApi(adapters, {
    wake: () => {},
    runJobs: jobsRunner({ store, clock, tick: background.tick, counts: () => worker.counts, work: async () => {} }),
  });
  const dist = config.consoleDist ?? CONSOLE;
  if (existsSync(dist)) serveConsole(api, dist);
  const { server, port } = await listen(api.fetch, config);
  if (!config.publicUrl) adapters.site.origin = `http://localhost:${port}`;
  return {
    url: `http://localhost:${port}`,
    port,
    adapters,
    async close() {
      server.close();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await worker.stop();
      await adapters.close();
    },
  };
}

type Server = ReturnType<typeof serve>;

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: Config,
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, (info) => resolve({ server, port: info.port }));
    server.on('error', reject);
  });
}
