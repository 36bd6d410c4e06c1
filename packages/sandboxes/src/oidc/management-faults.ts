import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { readJson } from '../control/read-json.ts';

const fault = z.strictObject({
  /** A timeout is a connection that breaks after `ms` of silence, before or after the call took effect. */
  kind: z.enum(['error500', 'error429', 'timeoutBeforeEffect', 'timeoutAfterEffect']),
  /** How many calls of the Management API meet the fault. */
  count: z.int().min(1).max(1000).default(1),
  /** Real milliseconds of silence. */
  ms: z.int().min(0).max(60_000).default(30_000),
});
type ManagementFault = z.infer<typeof fault>;

export interface ManagementFaults {
  add(fault: ManagementFault): void;
  take(): ManagementFault | undefined;
}

/** Faults wait in line; each call meets the first one that is left. */
export function createManagementFaults(): ManagementFaults {
  const waiting: ManagementFault[] = [];
  return {
    add: (added) => void waiting.push({ ...added }),
    take() {
      const met = waiting[0];
      if (met === undefined) return undefined;
      met.count -= 1;
      if (met.count === 0) waiting.shift();
      return met;
    },
  };
}

/** `POST /faults {kind, count?, ms?}`, mounted under the control server's `/oidc`. */
export function managementControl(faults: ManagementFaults): Hono {
  const app = new Hono();
  app.post('/faults', async (c) => {
    const added = await readJson(c, fault);
    faults.add(added);
    return c.json(added);
  });
  return app;
}

/** Lets a call of the Management API meet the fault that waits for it. */
export function meetFaults(faults: ManagementFaults): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const met = faults.take();
    if (met === undefined) return next();
    const silence = () => new Promise<void>((resolve) => setTimeout(resolve, met.ms));
    if (met.kind === 'error500') return c.json({ statusCode: 500, error: 'Internal Server Error' }, 500);
    if (met.kind === 'error429') return c.json({ statusCode: 429, error: 'Too Many Requests' }, 429);
    if (met.kind === 'timeoutAfterEffect') await next();
    await silence();
    c.env.incoming.socket.destroy();
    c.res = undefined;
    return new Response(null);
  };
}
