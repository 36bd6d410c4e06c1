import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from './context.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** Serves the built console: hashed assets for a year, and the page itself for every address that is not the API's. */
export function serveConsole(app: OpenAPIHono<HttpEnv>, dist: string): void {
  app.use('/assets/*', async (c, next) => {
    await next();
    if (!c.res.ok) return;
    c.header('cache-control', YEAR);
    // The card form lies in the processor's frame and is drawn in our font.
    if (c.req.path.endsWith('.woff2')) c.header('access-control-allow-origin', '*');
  });
  app.use('/*', async (c, next) => {
    if (c.req.path.startsWith('/api/') || c.req.path === '/') return next();
    return serveStatic<HttpEnv>({ root: dist })(c, next);
  });
  app.get('/*', async (c, next) => {
    if (c.req.path.startsWith('/api/') || /\.\w+$/.test(c.req.path)) return next();
    // Read each time: a new build names other assets.
    return c.html(await readFile(join(dist, 'index.html'), 'utf8'), 200, { 'cache-control': 'no-cache' });
  });
}
