import { Hono } from 'hono';
import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { clockRoutes } from './clock-routes.ts';
import { acceptSubscribers } from './clock-subscribers.ts';
import { controlPage } from './control-page.ts';
import { listen } from './listen.ts';

export interface ControlOptions extends SandboxOptions {
  /** Control routes of the other sandboxes by the name they are mounted under. */
  mounts: Partial<Record<'stripe' | 'grid' | 'mail' | 'oidc' | 'stellar', Hono>>;
  /** Why time cannot be moved, as a sentence; then the clock refuses every change with 409. */
  clockFixedBecause?: string;
  /** Page that signs for the demo farms; the page for people links to it. */
  walletUrl?: string | undefined;
  /** Real milliseconds that a subscriber has to acknowledge a change. */
  ackTimeoutMs?: number;
}

/** Starts the control server: `GET /health`, `/clock…`, the sandboxes' control routes, and a page for people at `/`. */
export async function startControl(options: ControlOptions): Promise<Sandbox> {
  const { clock, mounts } = options;
  let unanswered: string[] = [];
  const takeTroubles = () => {
    const taken = { unanswered };
    unanswered = [];
    return taken;
  };

  const app = new Hono();
  app.use('*', async (c, next) => {
    // Pages of other sites must not move time or break payments behind the back of the person at this machine.
    const origin = c.req.header('origin');
    if (origin !== undefined && c.req.method !== 'GET' && !isOwnOrigin(origin)) {
      return c.json({ error: 'foreign_origin', message: `${origin} may not use the sandbox control.` }, 403);
    }
    return next();
  });
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.route('/clock', clockRoutes({ clock, fixedBecause: options.clockFixedBecause, takeTroubles }));
  for (const [name, routes] of Object.entries(mounts)) app.route(`/${name}`, routes);
  app.get('/', async (c) =>
    c.html(
      await controlPage(app, { clock, mounts, fixedBecause: options.clockFixedBecause, walletUrl: options.walletUrl }),
    ),
  );

  const listener = await listen(app.fetch, options.port);
  const subscribers = acceptSubscribers(listener.server, clock, options.ackTimeoutMs ?? 10_000);
  const stopListening = clock.onChange(async () => {
    unanswered.push(...(await subscribers.tell()));
  });
  return {
    url: `http://localhost:${listener.port}`,
    port: listener.port,
    async close() {
      stopListening();
      subscribers.close();
      await listener.close();
    },
  };
}

function isOwnOrigin(origin: string): boolean {
  const host = URL.parse(origin)?.hostname ?? '';
  return host === 'localhost' || host === '127.0.0.1' || host.endsWith('.localhost');
}
