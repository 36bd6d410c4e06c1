import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { startPostgres } from '../embedded/postgres.ts';
import { type ChildOptions, portInUse, runToEnd, startChild } from './supervisor-child.ts';
import {
  type Environment,
  missingSystems,
  productEnvironment,
  sandboxEnvironment,
  sandboxesReady,
} from './supervisor-environment.ts';
import { createLifecycle, onStopSignals } from './supervisor-lifecycle.ts';
import { claimDataDir, type RunRecord } from './supervisor-record.ts';
import { onSourceChange } from './supervisor-reload.ts';
import { openSecrets } from './supervisor-secrets.ts';
import { welcome } from './supervisor-welcome.ts';

// Starts PostgreSQL, the sandboxes and the server, in this order, and stops them in the reverse one.
// Arguments: start | dev | functions | setup-db [--check] | verify-audit

const modes = ['start', 'dev', 'functions', 'setup-db', 'verify-audit'] as const;
type Mode = (typeof modes)[number];

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const entrypoint = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const sandboxEntrypoint = join(root, 'packages/sandboxes/src/entrypoint.ts');
const watched = ['core', 'contract', 'server'].map((name) => join(root, 'packages', name, 'src'));

const mode: Mode = modes.find((name) => name === process.argv[2]) ?? 'start';
const dataDir = process.env.DATA_DIR || join(root, '.data');
const logFolder = join(dataDir, 'logs');
const lifecycle = createLifecycle();
let record: RunRecord | undefined;

// The terminal may go before we do: what we say then is lost, what we do is not.
process.stdout.on('error', () => undefined);
onStopSignals(
  () => void stopAndExit(0, lifecycle.ending ? '' : '\nStopping …'),
  () => {
    lifecycle.force();
    process.exit(1);
  },
);

try {
  await main();
} catch (error) {
  // Ended on request while coming up: what failed then failed because of that.
  if (!lifecycle.ending) await stopAndExit(1, error instanceof Error ? error.message : String(error));
}

async function main(): Promise<void> {
  record = await claimDataDir(dataDir);
  // Tells the starting command that the run record names us now.
  process.send?.({ type: 'claimed' });
  const env: Environment = { ...process.env, DATA_DIR: dataDir };
  const port = await choosePort(env);
  const databases = await startDatabase(env);
  if (mode === 'setup-db' || mode === 'verify-audit') {
    const program = entrypoint(mode === 'setup-db' ? 'migrate' : 'verify-audit');
    const code = await runToEnd([program, ...process.argv.slice(3)], { ...env, ...databases });
    return stopAndExit(code);
  }
  const secrets = openSecrets(dataDir);
  const systems = missingSystems(env);
  const sandboxes =
    systems.length > 0 ? await startSandboxes(sandboxEnvironment(env, systems, secrets, port)) : undefined;
  const product = { ...productEnvironment(env, secrets, sandboxes), ...databases, PORT: String(port) };
  await mustSucceed('The database could not be migrated.', entrypoint('migrate'), product);
  if (systems.includes('oidc')) {
    await mustSucceed('The demo accounts could not be made.', entrypoint('seed-demo'), product);
  }
  await startServer(product);
  record.setPorts({ http: port, ...(sandboxes && { sandbox: Number(new URL(sandboxes.urls.control).port) }) });
  const address = `http://localhost:${port}`;
  say(welcome({ console: address, sandbox: sandboxes?.urls.control, demoAccounts: systems.includes('oidc') }));
}

/** The addresses of the database: the configured one's, or those of an embedded PostgreSQL. */
async function startDatabase(env: Environment): Promise<{ DATABASE_URL: string; DATABASE_ADMIN_URL: string }> {
  if (env.DATABASE_URL) {
    return { DATABASE_URL: env.DATABASE_URL, DATABASE_ADMIN_URL: env.DATABASE_ADMIN_URL || env.DATABASE_URL };
  }
  const postgres = await timed('PostgreSQL', () => startPostgres({ dataDir }));
  postgres.onUnexpectedEnd((lastLines) => void failed('PostgreSQL', lastLines));
  const kill = () => process.kill(postgres.pid, 'SIGQUIT');
  await lifecycle.add({ name: 'PostgreSQL', stop: postgres.stop, kill });
  return { DATABASE_URL: postgres.appUrl, DATABASE_ADMIN_URL: postgres.adminUrl };
}

async function startSandboxes(env: Environment): Promise<z.infer<typeof sandboxesReady>> {
  mkdirSync(join(dataDir, 'sandboxes'), { recursive: true });
  const name = 'sandboxes';
  const title = `Sandboxes (${env.SANDBOX_WHICH})`;
  return timed(title, async () =>
    sandboxesReady.parse(await supervise({ name, command: [sandboxEntrypoint], env, logFolder }, 4_000)),
  );
}

async function startServer(env: Environment): Promise<void> {
  const name = 'server';
  const entry = entrypoint(mode === 'functions' ? 'functions' : 'node');
  const options: ChildOptions = { name, command: [entry], env, logFolder: mode === 'dev' ? undefined : logFolder };
  if (mode === 'dev') return startReloading(options);
  await timed(mode === 'functions' ? 'Functions' : 'Server', () => supervise(options, 7_000));
}

/** Starts a child whose unexpected end ends everything, and waits until it is usable. */
async function supervise(options: ChildOptions, stopDeadlineMs: number): Promise<Record<string, unknown>> {
  const child = await startChild(options);
  record?.addChild(child.name, child.pid);
  await lifecycle.add({ name: child.name, stop: () => child.stop(stopDeadlineMs), kill: child.kill });
  const ready = await child.ready();
  void child.ended.then((code) => failed(`The process "${child.name}"`, `exit code ${code}\n${child.lastLines()}`));
  return ready;
}

/** The server is exchanged whenever a source changes, the console is built anew by Vite. */
async function startReloading(options: ChildOptions): Promise<void> {
  const start = async () => {
    const started = await startChild(options);
    record?.addChild(started.name, started.pid);
    await started.ready().catch((error: unknown) => say(`${String(error)}\nWaiting for the next change …`));
    return started;
  };
  let server = await timed('Server', start);
  await lifecycle.add({ name: 'server', stop: () => server.stop(7_000), kill: () => server.kill() });
  const watcher = onSourceChange(watched, async () => {
    if (lifecycle.ending) return;
    await server.stop(7_000);
    server = await timed('Server, anew', start);
  });
  await lifecycle.add({ name: 'watcher', stop: async () => watcher.close(), kill: watcher.close });
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch', '--logLevel', 'warn'];
  const builder = await startChild({
    name: 'console',
    command: vite,
    env: process.env,
    cwd: join(root, 'packages/console'),
  });
  record?.addChild(builder.name, builder.pid);
  await lifecycle.add({ name: 'console', stop: () => builder.stop(2_000), kill: builder.kill });
}

async function mustSucceed(otherwise: string, script: string, env: Environment): Promise<void> {
  const code = await runToEnd([script], env);
  if (code !== 0) throw new Error(otherwise);
}

async function failed(what: string, lastWords: string): Promise<void> {
  if (!lifecycle.ending) await stopAndExit(1, `${what} ended unexpectedly: ${lastWords}`);
}

async function stopAndExit(code: number, message = ''): Promise<void> {
  if (message) say(message);
  await lifecycle.end();
  record?.remove();
  process.exit(code);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(`Starting ${what} …`);
  const began = performance.now();
  const result = await work();
  say(`  up after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * The port of the product; 0 takes any free one. Looked at before anything starts, so that the answer comes at once; the
 * server itself is the judge.
 */
function choosePort(env: Environment): Promise<number> {
  const wanted = Number(env.PORT || 8888);
  if (mode === 'setup-db') return Promise.resolve(wanted);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new Error(portInUse({ port: wanted, variable: 'PORT' }))));
    probe.listen(wanted, env.HOST || '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
