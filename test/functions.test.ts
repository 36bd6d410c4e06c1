import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipFunctions } from '@netlify/zip-it-and-ship-it';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFunctions } from '../scripts/build-functions.mjs';
import { walkApiJourney } from './api-journey.ts';
import { type Ground, prepareGround } from './house.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let ground: Ground;
let child: ChildProcess | undefined;
let url: string;

beforeAll(async () => {
  await buildFunctions();
  ground = await prepareGround();
  const port = await freePort();
  url = `http://localhost:${port}`;
  ground.sandboxes.stripe?.setWebhookUrl(`${url}/api/v1/payments/webhook`);
  child = await startFunctions({ ...ground.env, PORT: String(port) });
});
afterAll(async () => {
  await ended(child);
  await ground?.close();
});

it('the bundler finds the API, its route, the minute schedule and the background function', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'functions-'));
  try {
    const found = await zipFunctions(join(root, 'netlify/functions'), folder, {
      basePath: root,
      archiveFormat: 'none',
      // As netlify.toml has it: there is nothing left to trace.
      config: { '*': { nodeBundler: 'none' } },
    });
    const by = Object.fromEntries(found.map((each) => [each.name, each]));
    expect(Object.keys(by).sort()).toEqual(['api', 'jobs', 'jobs-background']);
    expect(by.api?.routes?.map((route) => route.pattern)).toEqual(['/api/*']);
    expect(by.jobs?.schedule).toBe('* * * * *');
    expect(by['jobs-background']?.invocationMode).toBe('background');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('from sign-in to delete by API on the bundled functions, every cent is right', async () => {
  await walkApiJourney({ ...ground, url }, 'normal');
}, 600_000);

it('nobody else can start the background function', async () => {
  // Called directly: the local runtime answers 202 before the function has decided.
  Object.assign(process.env, ground.env);
  const { jobsInBackground } = await import('../packages/server/src/functions.ts');
  const ask = (headers: Record<string, string>) => jobsInBackground(new Request(url, { method: 'POST', headers }));
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: `Bearer ${'0'.repeat(64)}` })).status).toBe(401);
  const { createHmac } = await import('node:crypto');
  const token = createHmac('sha256', ground.env.ENCRYPTION_KEY ?? '')
    .update('wake jobs-background')
    .digest('hex');
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(204);
});

function startFunctions(env: Record<string, string>): Promise<ChildProcess> {
  const started = spawn(process.execPath, [join(root, 'packages/server/src/entrypoints/functions.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    started.on('message', (message: { type: string; message?: string }) => {
      if (message.type === 'ready') resolve(started);
      else reject(new Error(message.message ?? message.type));
    });
    started.on('exit', (code) => reject(new Error(`the functions ended with code ${code}`)));
  });
}

function ended(process_: ChildProcess | undefined): Promise<void> {
  if (!process_ || process_.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    process_.once('exit', () => resolve());
    process_.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
