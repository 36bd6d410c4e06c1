import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newSshKeyPair } from '../packages/sandboxes/src/tfgrid/nodes/ssh-key-pair.ts';
import { removeRefuge } from '../packages/server/src/embedded/postgres.ts';
import { runBySsh } from './journeys/ssh.ts';
import { type Person, signIn, until } from './person.ts';
import {
  allGone,
  checkout,
  freePorts,
  recordedProcesses,
  type StartedCommand,
  startCommand,
} from './started-product.ts';

// `npm start` killed with everything that belongs to it, while one machine runs and another is being made.

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const key = newSshKeyPair();
const usd = (amount: string) => ({ currency: 'USD' as const, amount });
let dataDir: string;
let port: number;
let sandboxPort: number;
let product: StartedCommand;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'marketplace-restart-'));
  port = await freePorts(1);
  sandboxPort = await freePorts(9);
  product = await start();
});
afterAll(async () => {
  const processes = recordedProcesses(dataDir);
  product.signal('SIGTERM');
  await product.ended;
  await allGone(processes);
  removeRefuge(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

test('killed as a group and started again: what ran runs on, what was being made is made once, every hour is charged once', async () => {
  const before = await person('user@demo.test');
  const topUp = await before.call('createTopUp', {
    body: { amount: usd('50.00'), paymentMethodId: 'pm_card_visa' },
    idempotencyKey: 'pay',
  });
  await until(before, 'getTopUp', { params: { id: topUp.id } }, ({ status }) => status === 'succeeded');
  const { id } = await before.call('createDeployment', { body: order('runs-on'), idempotencyKey: 'one' });
  const first = await until(before, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
  const second = await before.call('createDeployment', { body: order('half-made'), idempotencyKey: 'two' });
  await until(
    before,
    'getDeployment',
    { params: { id: second.id } },
    ({ status }) => status === 'contracting' || status === 'deploying',
  );

  const processes = recordedProcesses(dataDir);
  product.signal('SIGKILL', 'group');
  await product.ended;
  product = await start();
  await allGone(processes);

  const user = await person('user@demo.test');
  const made = await until(
    user,
    'getDeployment',
    { params: { id: second.id } },
    ({ status }) => status === 'running' || status === 'failed',
    120_000,
  );
  expect(made.status, made.statusReason ?? '').toBe('running');
  const same = await user.call('getDeployment', { params: { id } });
  expect([same.status, same.contractId, same.address]).toEqual(['running', first.contractId, first.address]);
  const { host = '', port: sshPort = 22, user: username = '' } = same.ssh ?? {};
  expect((await runBySsh({ host, port: sshPort, username }, key.private, 'hostname')).trim()).toBe('runs_on');

  const contracts = (await control('/grid/contracts')).items.filter(
    (each: { state: string }) => each.state === 'Created',
  );
  expect(contracts.map((each: { contractId: number }) => each.contractId).sort()).toEqual(
    [first.contractId, made.contractId].sort(),
  );

  await control('/clock/advance', { seconds: 2 * 3600 });
  const operator = await person('operator@demo.test');
  await operator.call('runJobs');
  const usage = (await user.call('listDeploymentUsage', { params: { id } })).items;
  expect(new Set(usage.map((record) => record.hour)).size).toBe(usage.length);
  expect(usage.length).toBeGreaterThanOrEqual(2);
  expect((await operator.call('getOperatorOverview', { query: {} })).ledger.balanced).toBe(true);
});

const order = (name: string) => ({
  name,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'node' as const, nodeId: 11 },
  publicIpv4: true,
  sshKeys: [key.public],
});

async function start(): Promise<StartedCommand> {
  const own = { PORT: String(port), SANDBOX_PORT: String(sandboxPort), DATA_DIR: dataDir };
  const names = readFileSync(join(checkout, '.env.example'), 'utf8').match(/^[A-Z][A-Z0-9_]*(?==)/gm) ?? [];
  const nothing = Object.fromEntries(names.map((name) => [name, '']));
  const started = startCommand(['node', 'scripts/run.mjs', 'start'], { ...nothing, ...own });
  await started.saying('Ctrl-C stops everything');
  return started;
}

function person(email: string): Promise<Person> {
  const env = {
    OIDC_ISSUER: `http://localhost:${sandboxPort + 1}/`,
    AUTH0_AUDIENCE: 'https://api.marketplace.test',
    AUTH0_CLIENT_ID: 'marketplace-console',
  };
  return signIn({ url: `http://localhost:${port}`, env }, email);
}

async function control(path: string, body?: unknown) {
  const response = await fetch(`http://localhost:${sandboxPort}${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  return response.json();
}
