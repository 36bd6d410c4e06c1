import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { SandboxClock } from '../clock.ts';
import { readJson, refusal } from './read-json.ts';

const yearSeconds = 366 * 86_400;
const advance = z.strictObject({
  seconds: z
    .number()
    .min(0)
    .max(10 * yearSeconds),
});
const set = z.strictObject({ at: z.iso.datetime({ offset: true }) });
const freeze = z.strictObject({ frozen: z.boolean() });

export interface ClockRouteOptions {
  clock: SandboxClock;
  /** Why time cannot be moved here, as a sentence; then every change is refused with 409. */
  fixedBecause?: string | undefined;
  /** Names of subscribers that did not acknowledge a change, and the errors of listeners that failed; emptied by reading. */
  takeTroubles(): { unanswered: string[] };
}

/** `GET /` `{now, frozen}`, `POST /advance {seconds}`, `/set {at}` (forward only), `/freeze {frozen}`. */
export function clockRoutes({ clock, fixedBecause, takeTroubles }: ClockRouteOptions): Hono {
  const app = new Hono();
  const time = () => ({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
  // One change at a time: the answer's troubles belong to this change.
  let last: Promise<unknown> = Promise.resolve();
  const change = async (c: Context, act: () => Promise<void>) => {
    if (fixedBecause !== undefined) return c.json({ error: 'clock_fixed', message: fixedBecause }, 409);
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    await mine;
    const { unanswered } = takeTroubles();
    return c.json({ ...time(), ...(unanswered.length > 0 && { unanswered }) });
  };

  app.get('/', (c) => c.json(time()));
  app.post('/advance', async (c) => {
    const { seconds } = await readJson(c, advance);
    return change(c, () => clock.advance(seconds));
  });
  app.post('/set', async (c) => {
    const { at } = await readJson(c, set);
    return change(c, async () => {
      if (Date.parse(at) < clock.now()) throw refusal('at', `Time only moves forward: it is already ${time().now}.`);
      await clock.set(Date.parse(at));
    });
  });
  app.post('/freeze', async (c) => {
    const { frozen } = await readJson(c, freeze);
    return change(c, () => clock.freeze(frozen));
  });
  return app;
}
