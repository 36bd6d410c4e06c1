import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { type Ground, prepareGround } from '../house.ts';

const ENTRY = fileURLToPath(new URL('../../packages/server/src/entrypoints/node.ts', import.meta.url));

/** The server as a process of its own, which may be killed and started again over the same database and sandboxes. */
export interface Mortal {
  ground: Ground;
  /** The same address after every start. */
  url: string;
  env: Record<string, string>;
  store: Store;
  admin: pg.Client;
  start(): Promise<void>;
  /** SIGKILL: nothing is finished, nothing is said. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startMortal(): Promise<Mortal> {
  const ground = await prepareGround();
  const port = await freePort();
  const env = { ...ground.env, PORT: String(port) };
  const url = `http://localhost:${port}`;
  const store = createStore(ground.database.url, { maxConnections: 4 });
  const admin = new pg.Client({ connectionString: ground.database.adminUrl });
  await admin.connect();
  ground.sandboxes.stripe?.setWebhookUrl(`${url}/api/v1/payments/webhook`);
  let child: ChildProcess | undefined;
  const kill = async () => {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  const mortal: Mortal = {
    ground,
    url,
    env,
    store,
    admin,
    async start() {
      child = fork(ENTRY, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      await ready(child);
    },
    kill,
    async close() {
      await kill();
      await admin.end();
      await store.close();
      await ground.close();
    },
  };
  await mortal.start();
  return mortal;
}

/**
 * A killed process keeps its jobs and the signer's lease for 10 s of machine time, which no control clock moves:
 * this writes down that those seconds have passed.
 */
export async function letLeasesEnd({ admin }: Mortal): Promise<void> {
  await admin.query("update job_workers set seen_at = seen_at - interval '1 hour'");
  await admin.query("update chain_lease set expires_at = 'epoch'");
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
    child.on('message', (message: { type: string }) => {
      if (message.type === 'ready') resolve();
      else reject(new Error(`the server did not start: ${JSON.stringify(message)}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
