import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { NetlifyDev } from '@netlify/dev';

/**
 * The same product as bundled functions under Netlify's own local runtime: its router, its bundler, its worker per
 * function. The minute schedule, which that runtime leaves to the platform, is kept here.
 */
async function main() {
  const port = Number(process.env.PORT ?? 8888);
  // Where functions find each other; on the platform Netlify sets it.
  process.env.URL = `http://localhost:${port}`;
  const dev = withFunctionsConfig(
    new NetlifyDev({
      projectRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
      aiGateway: { enabled: false },
      blobs: { enabled: false },
      database: { enabled: false },
      edgeFunctions: { enabled: false },
      environmentVariables: { enabled: false },
      geolocation: { enabled: false },
      images: { enabled: false },
      logger: { log: () => {}, warn: console.warn, error: console.error },
    }),
  );
  await dev.start();
  const handle = async (request: Request) =>
    whole((await dev.handle(request)) ?? new Response('Not found', { status: 404 }));
  // Each invocation is a process of its own here; too many at once would only slow each other down.
  const inTurn = limited(handle, CONCURRENT);
  const schedule = () =>
    handle(new Request(`${process.env.URL}/.netlify/functions/jobs`, { method: 'POST', body: '{}' })).catch(
      console.error,
    );

  // The first run builds the functions and reads the grid: whoever finds the port open can use it.
  await schedule();
  const timer = setInterval(schedule, 60_000);
  const server = createServer(getRequestListener(inTurn));
  server.on('error', (error: NodeJS.ErrnoException) => {
    const busy = error.code === 'EADDRINUSE';
    process.send?.(busy ? { type: 'port-in-use', port, variable: 'PORT' } : { type: 'failed', message: error.message });
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => process.send?.({ type: 'ready', url: process.env.URL, port }));

  const stop = async () => {
    clearInterval(timer);
    setTimeout(() => process.exit(0), 4000).unref();
    server.close();
    server.closeAllConnections();
    await dev.stop().catch(() => {});
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop);
}

/** @netlify/dev 5.1.3 looks for `[functions]` of netlify.toml one level above where its own resolver puts it. */
function withFunctionsConfig(dev: NetlifyDev): NetlifyDev {
  type Resolve = () => Promise<{ config: { functions?: unknown } }>;
  const resolve = (Reflect.get(dev, 'getConfig') as Resolve).bind(dev);
  const getConfig = async () => {
    const resolved = await resolve();
    return { ...resolved, functions: resolved.config.functions };
  };
  return Object.assign(dev, { getConfig });
}

const CONCURRENT = 4;

/** At most `limit` at once, in the order of arrival; a background run, which lasts long, takes no place. */
function limited(
  handle: (request: Request) => Promise<Response>,
  limit: number,
): (request: Request) => Promise<Response> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (request) => {
    if (request.url.includes('-background')) return handle(request);
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await handle(request);
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

/** Read to its end: the runtime's streams fail when a caller goes away half-way, and would end the process. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? await response.arrayBuffer() : null, { status, statusText, headers });
}

main().catch((error: unknown) => {
  console.error(error);
  process.send?.({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
