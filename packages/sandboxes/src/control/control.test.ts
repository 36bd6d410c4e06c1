import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import type { TimeMessage } from './clock-subscribers.ts';
import { type ControlOptions, startControl } from './start.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Partial<ControlOptions> = {}) {
  const clock = createClock(openState(undefined, 'clock'));
  const control = await startControl({ port: 0, clock, mounts: {}, ...options });
  closing.push(() => control.close());
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(control.url + path, { method: 'POST', body: JSON.stringify(body), headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { clock, control, post };
}

/** A subscriber that keeps what it hears and acknowledges when told to. */
async function subscribe(url: string, { acks = true, name = 'server' } = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/clock/subscribe?name=${name}`);
  const heard: TimeMessage[] = [];
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as TimeMessage;
    heard.push(message);
    if (acks) socket.send(JSON.stringify({ type: 'ack', seq: message.seq }));
  });
  closing.push(() => socket.terminate());
  await new Promise((resolve) => socket.once('message', resolve));
  return { socket, heard };
}

const dayMs = 86_400_000;

describe('the clock routes', () => {
  it('answer the time, move it forward and hold it still', async () => {
    const { clock, control, post } = await start();
    expect(await (await fetch(`${control.url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await post('/clock/freeze', { frozen: true })).toMatchObject({ status: 200, body: { frozen: true } });
    const before = clock.now();
    const moved = await post('/clock/advance', { seconds: 86_400 });
    expect(moved.body).toEqual({ now: new Date(before + dayMs).toISOString(), frozen: true });
    expect((await post('/clock/set', { at: '2031-01-01T00:00:00Z' })).body.now).toBe('2031-01-01T00:00:00.000Z');
    expect(await (await fetch(`${control.url}/clock`)).json()).toEqual({
      now: '2031-01-01T00:00:00.000Z',
      frozen: true,
    });
  });

  it.each([
    ['/clock/advance', { seconds: -1 }, 'seconds'],
    ['/clock/advance', { seconds: '60' }, 'seconds'],
    ['/clock/advance', {}, 'seconds'],
    ['/clock/set', { at: '2001-01-01T00:00:00Z' }, 'at'],
    ['/clock/set', { at: 'tomorrow' }, 'at'],
    ['/clock/freeze', { frozen: 'yes' }, 'frozen'],
  ])('refuse %s %j and name the field', async (path, body, field) => {
    const { post } = await start();
    expect(await post(path, body)).toMatchObject({ status: 400, body: { field } });
  });

  it('refuse every change where time is real', async () => {
    const { clock, post } = await start({ clockFixedBecause: 'Stripe is real here.' });
    const before = clock.now();
    expect(await post('/clock/advance', { seconds: 3600 })).toMatchObject({
      status: 409,
      body: { message: 'Stripe is real here.' },
    });
    expect(clock.now() - before).toBeLessThan(3_600_000);
  });

  it('refuse pages of other sites and let own pages and programs in', async () => {
    const { post } = await start();
    expect((await post('/clock/advance', { seconds: 1 }, { origin: 'https://evil.test' })).status).toBe(403);
    expect((await post('/clock/advance', { seconds: 1 }, { origin: 'http://localhost:8888' })).status).toBe(200);
  });

  it('answer only when the clock listeners are done', async () => {
    const { clock, post } = await start();
    let done = false;
    clock.onChange(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      done = true;
    });
    await post('/clock/advance', { seconds: 1 });
    expect(done).toBe(true);
  });
});

describe('subscribers', () => {
  it('hear the time at connect and at each change, numbered upwards, before the change is answered', async () => {
    const { clock, control, post } = await start();
    const { heard } = await subscribe(control.url);
    expect(heard[0]).toMatchObject({ type: 'time', frozen: false });
    const before = clock.now();
    await post('/clock/advance', { seconds: 86_400 });
    await post('/clock/freeze', { frozen: true });
    expect(heard).toHaveLength(3);
    const [, advanced, frozen] = heard;
    expect(advanced?.nowMs).toBeGreaterThanOrEqual(before + dayMs);
    expect(advanced?.now).toBe(new Date(advanced?.nowMs ?? 0).toISOString());
    expect(frozen).toMatchObject({ frozen: true, seq: (advanced?.seq ?? 0) + 1 });
  });

  it('are waited for until each has acknowledged', async () => {
    const { control, post } = await start();
    const slow = await subscribe(control.url, { acks: false });
    let answered = false;
    const change = post('/clock/advance', { seconds: 60 }).finally(() => {
      answered = true;
    });
    const told = await new Promise<TimeMessage>((resolve) =>
      slow.socket.once('message', (text) => resolve(JSON.parse(String(text)))),
    );
    expect(answered).toBe(false);
    slow.socket.send(JSON.stringify({ type: 'ack', seq: told.seq }));
    expect((await change).body).not.toHaveProperty('unanswered');
  });

  it('that stay silent are given up and named', async () => {
    const { control, post } = await start({ ackTimeoutMs: 50 });
    await subscribe(control.url, { acks: false, name: 'worker' });
    await subscribe(control.url);
    expect((await post('/clock/advance', { seconds: 60 })).body.unanswered).toEqual(['worker']);
  });

  it('that leave are not waited for', async () => {
    const { control, post } = await start({ ackTimeoutMs: 600_000 });
    const leaving = await subscribe(control.url, { acks: false });
    const change = post('/clock/advance', { seconds: 60 });
    leaving.socket.once('message', () => leaving.socket.terminate());
    expect((await change).body).not.toHaveProperty('unanswered');
  });
});

describe('the control page', () => {
  const stripe = () =>
    new Hono()
      .get('/ledger', (c) =>
        c.json({
          charges: [{ id: 'ch_1', amount: 2500, currency: 'usd', status: 'succeeded', created: 1 }],
          refunds: [],
          disputes: [],
        }),
      )
      .get('/events', (c) =>
        c.json({ mode: 'normal', items: [{ id: 'evt_1', type: 'charge.succeeded', created: 1, pending_webhooks: 0 }] }),
      );

  it('shows time, and only what is mounted', async () => {
    const { control } = await start({ mounts: { stripe: stripe() } });
    const body = await (await fetch(control.url)).text();
    expect(body).toContain('25.00 USD');
    expect(body).toContain('charge.succeeded');
    expect(body).toContain('action="/clock/advance"');
    expect(body).not.toContain('/grid/');
    expect(body).not.toContain('/mail/inbox');
  });

  it('offers no way to move time where it is real', async () => {
    const { control } = await start({ clockFixedBecause: 'Stripe is real here.' });
    const body = await (await fetch(control.url)).text();
    expect(body).toContain('Stripe is real here.');
    expect(body).not.toContain('action="/clock/advance"');
  });
});

describe('the clock', () => {
  it('goes on with its offset after a restart', async () => {
    const state = openState(undefined, 'clock');
    const clock: SandboxClock = createClock(state);
    await clock.advance(86_400);
    expect(createClock(state).now() - clock.now()).toBeLessThan(1_000);
  });
});
