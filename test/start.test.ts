import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { removeRefuge } from '../packages/server/src/embedded/postgres.ts';
import {
  allGone,
  checkout,
  freePorts,
  recordedProcesses,
  type StartedCommand,
  startCommand,
} from './started-product.ts';

// The real `npm start` behind npm: `node scripts/run.mjs start`, on a data folder and ports of its own. The tests build
// on each other: one data folder lives through all of them.

// Two starts one after the other, on a machine that does other work too.
vi.setConfig({ testTimeout: 180_000 });

let dataDir: string;
let port: number;
let sandboxPort: number;
let running: StartedCommand | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'marketplace-start-'));
  port = await freePorts(1);
  sandboxPort = await freePorts(9);
});

afterEach(async () => {
  // Only after a failure: the processes of a passed test have ended.
  if (running && existsSync(join(dataDir, 'run.json'))) {
    const processes = recordedProcesses(dataDir);
    running.signal('SIGTERM');
    await allGone(processes);
  }
  running = undefined;
});

afterAll(() => {
  removeRefuge(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

test('comes up usable, says where and how to sign in, and refuses a second start', async () => {
  const product = await startProduct();
  expect(product.said()).toContain(`http://localhost:${port}`);
  expect(product.said()).toContain(`http://localhost:${sandboxPort}`);
  expect(product.said()).toContain('operator@demo.test');
  for (const [address] of product.said().matchAll(/http:\S+/g)) {
    expect((await fetch(address)).status, address).toBe(200);
  }
  await rename('Uma before the crash');

  const second = start();
  expect(await second.ended).toBe(1);
  const [supervisor] = recordedProcesses(dataDir);
  expect(second.said()).toContain(`runs already, as process ${supervisor?.pid}`);

  const cleared = startCommand(['node', 'scripts/run.mjs', 'reset'], { DATA_DIR: dataDir });
  expect(await cleared.ended).toBe(1);

  await stopsEverything(product, 'SIGTERM', 'process');
});

test('keeps its secrets to its owner', () => {
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).toBe(0);
});

test('killed as a group, it starts again at once, with its data and its clock', async () => {
  const product = await startProduct();
  expect(await name()).toBe('Uma before the crash');
  const { now } = await control('/clock/advance', { seconds: 3 * 3600 });
  const processes = recordedProcesses(dataDir);
  product.signal('SIGKILL', 'group');
  await product.ended;

  const again = await startProduct();
  expect(await name()).toBe('Uma before the crash');
  expect(Date.parse((await control('/clock')).now)).toBeGreaterThanOrEqual(Date.parse(now));
  await allGone(processes);
  await stopsEverything(again, 'SIGINT', 'group');
});

test('a part that dies takes everything down, with its last words and a bad exit code', async () => {
  const product = await startProduct();
  const processes = recordedProcesses(dataDir);
  const server = processes.find((part) => part.name === 'server');
  process.kill(server?.pid ?? 0, 'SIGKILL');
  expect(await product.ended).toBe(1);
  expect(product.said()).toContain('The process "server" ended unexpectedly');
  await allGone(processes);
});

test('asked to end while it comes up, it ends', async () => {
  const product = start();
  await product.saying('Starting Sandboxes');
  await stopsEverything(product, 'SIGTERM', 'group');
});

test.each([
  ['PORT', () => port],
  ['SANDBOX_PORT', () => sandboxPort + 3],
])('a foreign holder of a port of %s is named with its variable', async (variable, taken) => {
  const holder = await hold(taken());
  try {
    const product = start();
    expect(await product.ended).toBe(1);
    expect(product.said()).toContain(`Port ${taken()} is taken`);
    expect(product.said()).toContain(`Set ${variable} to`);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  } finally {
    holder.close();
  }
});

test('reset clears everything', async () => {
  const cleared = startCommand(['node', 'scripts/run.mjs', 'reset'], { DATA_DIR: dataDir });
  expect(await cleared.ended).toBe(0);
  expect(existsSync(dataDir)).toBe(false);
});

function start(): StartedCommand {
  const own = { PORT: String(port), SANDBOX_PORT: String(sandboxPort), DATA_DIR: dataDir };
  return startCommand(['node', 'scripts/run.mjs', 'start'], { ...nothingConfigured(), ...own });
}

/** What a developer has in `.env` must not reach into the tests: a variable of the process wins, an empty one too. */
function nothingConfigured(): Record<string, string> {
  const names = readFileSync(join(checkout, '.env.example'), 'utf8').match(/^[A-Z][A-Z0-9_]*(?==)/gm) ?? [];
  return Object.fromEntries(names.map((name) => [name, '']));
}

async function startProduct(): Promise<StartedCommand> {
  running = start();
  await running.saying('Ctrl-C stops everything');
  const health = await fetch(`http://localhost:${port}/api/v1/health`);
  expect(health.status).toBe(200);
  return running;
}

async function stopsEverything(product: StartedCommand, signal: NodeJS.Signals, target: 'process' | 'group') {
  const processes = recordedProcesses(dataDir);
  product.signal(signal, target);
  expect(await product.ended).toBe(0);
  await allGone(processes);
  expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
}

async function name(): Promise<string> {
  return (await asUser('GET')).name;
}

async function rename(to: string): Promise<void> {
  await asUser('PATCH', { name: to });
}

async function asUser(method: string, body?: unknown): Promise<{ name: string }> {
  const issuer = `http://localhost:${sandboxPort + 1}`;
  const { access_token } = await json(`${issuer}/oauth/token`, 'POST', {
    grant_type: 'password',
    username: 'user@demo.test',
    password: 'demo-Passw0rd',
    audience: 'https://api.marketplace.test',
    client_id: 'marketplace-console',
    scope: 'openid profile email',
  });
  return json(`http://localhost:${port}/api/v1/me`, method, body, { authorization: `Bearer ${access_token}` });
}

function control(path: string, body?: unknown) {
  return json(`http://localhost:${sandboxPort}${path}`, body ? 'POST' : 'GET', body);
}

async function json(url: string, method: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  expect(response.status, `${method} ${url}`).toBe(200);
  return response.json();
}

function hold(taken: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(taken, '127.0.0.1', () => resolve(server));
  });
}
