import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePorts } from '../../../test/started-product.ts';
import { AUDIENCE, CLIENT_ID, DEMO_PASSWORD } from './oidc/constants.ts';
import { startSandboxes } from './start.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const which = ['oidc', 'mail', 'stripe'] as const;

function run(env: Record<string, string>) {
  const child = fork(join(import.meta.dirname, 'entrypoint.ts'), {
    execArgv: [],
    env: { PATH: process.env.PATH, SANDBOX_WHICH: which.join(','), SANDBOX_PORT: '0', ...env },
  });
  closing.push(() => void child.kill('SIGKILL'));
  const message = once(child, 'message').then(
    ([said]) => said as { type: string; urls: Record<string, string>; port?: number; variable?: string },
  );
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, message, exit };
}

function dataFolder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandboxes-'));
  closing.push(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function nowAt(control: string | undefined): Promise<number> {
  const answer = (await (await fetch(`${control}/clock`, { headers: { connection: 'close' } })).json()) as {
    now: string;
  };
  return Date.parse(answer.now);
}

async function issuedAt(oidc: string | undefined): Promise<number> {
  const body = new URLSearchParams({
    grant_type: 'password',
    username: 'user@demo.test',
    password: DEMO_PASSWORD,
    audience: AUDIENCE,
    client_id: CLIENT_ID,
  });
  const answer = (await (await fetch(`${oidc}/oauth/token`, { method: 'POST', body })).json()) as { id_token: string };
  return JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString()).iat * 1000;
}

describe('startSandboxes', () => {
  it('puts all on one clock and one control server', async () => {
    const sandboxes = await startSandboxes({ which });
    closing.push(() => sandboxes.close());
    const { urls } = sandboxes;
    await fetch(`${urls.control}/clock/advance`, { method: 'POST', body: '{"seconds":2592000}' });
    expect(Math.abs((await issuedAt(urls.oidc)) - sandboxes.clock.now())).toBeLessThan(60_000);
    expect((await fetch(`${urls.control}/stripe/ledger`)).status).toBe(200);
  });

  it('adds the grid once it knows the operator, and moves its chain with the clock', async () => {
    await expect(startSandboxes({ which: ['tfgrid'] })).rejects.toThrow('operator');
    const operator = { publicKeyHex: '11'.repeat(32), balanceUnits: 10n ** 12n };
    const { urls, grid, close } = await startSandboxes({ which: ['tfgrid'], grid: { operator, nodeCount: 50 } });
    closing.push(close);
    expect(await (await fetch(`${urls.control}/grid/contracts`)).json()).toEqual({ items: [] });
    const blocksBefore = grid?.access.bestBlock().number ?? 0;
    await fetch(`${urls.control}/clock/advance`, { method: 'POST', body: '{"seconds":36000}' });
    expect(grid?.access.bestBlock().number).toBeGreaterThanOrEqual(blocksBefore + 10);
    expect(urls.oidc).toBeUndefined();
  });

  it('adds Stellar, with the bridge where the grid is, and moves its ledgers with the clock', async () => {
    const operator = { publicKeyHex: '11'.repeat(32), balanceUnits: 10n ** 12n };
    const { urls, clock, close } = await startSandboxes({
      which: ['tfgrid', 'stellar'],
      grid: { operator, nodeCount: 50 },
    });
    closing.push(close);
    await fetch(`${urls.control}/clock/advance`, { method: 'POST', body: '{"seconds":36000}' });
    const root = (await (await fetch(`${urls.horizon}/`)).json()) as { history_latest_ledger_closed_at: string };
    expect(Math.abs(Date.parse(root.history_latest_ledger_closed_at) - clock.now())).toBeLessThan(5_000);
    expect(await (await fetch(`${urls.control}/stellar/bridge`)).json()).toMatchObject({ mode: 'normal' });
  });

  it('brings the mails of the sign-in into the inbox', async () => {
    const { urls, close } = await startSandboxes({ which });
    closing.push(close);
    const body = JSON.stringify({ client_id: CLIENT_ID, email: 'new@demo.test', password: 'long enough' });
    await fetch(`${urls.oidc}/dbconnections/signup`, { method: 'POST', body });
    const { items } = (await (await fetch(`${urls.control}/mail?to=new@demo.test`)).json()) as {
      items: { subject: string }[];
    };
    expect(items.map((item) => item.subject)).toEqual(['Verify your e-mail address']);
  });

  it('closes what was up when one cannot start', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    closing.push(() => void holder.close());
    const { port } = holder.address() as { port: number };
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const smtp = (free.address() as { port: number }).port;
    await new Promise((resolve) => free.close(resolve));
    await expect(startSandboxes({ which, ports: { smtp, control: port } })).rejects.toMatchObject({ port });
    const again = await startSandboxes({ which: ['mail'], ports: { smtp } });
    await again.close();
  });
});

describe('the sandbox process', () => {
  it('reports its addresses, and keeps its time over a restart', async () => {
    const DATA_DIR = dataFolder();
    const first = run({ DATA_DIR });
    const { type, urls } = await first.message;
    expect(type).toBe('ready');
    await fetch(`${urls.control}/clock/advance`, { method: 'POST', body: '{"seconds":8640000}' });
    const before = await nowAt(urls.control);
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    const second = run({ DATA_DIR });
    expect(await nowAt((await second.message).urls.control)).toBeGreaterThanOrEqual(before);
  });

  it('ends when its parent goes away', async () => {
    const { child, message, exit } = run({});
    await message;
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it('says which port is taken and which variable changes it', async () => {
    // The ports behind it are free: the first one that is taken is the one that we hold.
    const port = await freePorts(9);
    const holder = createServer().listen(port, '127.0.0.1');
    await once(holder, 'listening');
    closing.push(() => void holder.close());
    const { message, exit } = run({ SANDBOX_PORT: String(port) });
    expect(await message).toEqual({ type: 'port-in-use', port, variable: 'SANDBOX_PORT' });
    expect(await exit).toBe(1);
  });

  it('names a wrong variable', async () => {
    const { message, exit } = run({ SANDBOX_WHICH: 'oidc,carrier-pigeon' });
    expect(await message).toMatchObject({ type: 'failed', message: expect.stringContaining('SANDBOX_WHICH') });
    expect(await exit).toBe(1);
  });
});
