import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';
import { findProcess } from '../embedded/process-identity.ts';
import { missingSystems, productEnvironment, sandboxEnvironment } from './supervisor-environment.ts';
import { createLifecycle } from './supervisor-lifecycle.ts';
import { claimDataDir } from './supervisor-record.ts';
import { openSecrets } from './supervisor-secrets.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'marketplace-supervisor-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const sandboxes = {
  urls: {
    control: 'http://localhost:4400',
    issuer: 'http://localhost:4401/',
    stripe: 'http://localhost:4402',
    chain: 'ws://localhost:4403',
    gridproxy: 'http://localhost:4404',
    relay: 'ws://localhost:4405',
    smtp: 'smtp://localhost:4407',
  },
  grid: { sshPort: 2222 },
};
const databases = { DATABASE_URL: 'postgres://app@127.0.0.1/marketplace' };

test('secrets are generated once, for their owner only', () => {
  const secrets = openSecrets(dataDir);
  expect(openSecrets(dataDir)).toEqual(secrets);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(Buffer.from(secrets.ENCRYPTION_KEY, 'base64')).toHaveLength(32);
});

test('the sandboxes give a whole configuration, and production refuses it', () => {
  const env = productEnvironment({}, openSecrets(dataDir), sandboxes);
  const config = readConfig({ ...env, ...databases });
  expect(config.clockUrl).toBe(sandboxes.urls.control);
  expect(() => readConfig({ ...env, ...databases }, { production: true })).toThrow(ConfigError);
});

test('a sandbox starts only for a system whose variables are unset; then the clock follows real time', () => {
  expect(missingSystems({})).toEqual(['oidc', 'stripe', 'tfgrid', 'stellar', 'mail']);
  expect(missingSystems({ AUTH0_DOMAIN: '' })).toContain('oidc');
  const env = { STRIPE_SECRET_KEY: 'sk_test_real', STRIPE_PUBLISHABLE_KEY: 'pk_test_real' };
  const systems = missingSystems(env);
  expect(systems).toEqual(['oidc', 'tfgrid', 'stellar', 'mail']);
  const secrets = openSecrets(dataDir);
  expect(sandboxEnvironment(env, systems, secrets, 8888).SANDBOX_CLOCK_FIXED).toContain('stripe is real');
  const { stripe: _stripe, ...urls } = sandboxes.urls;
  const product = productEnvironment(env, secrets, { ...sandboxes, urls });
  expect(product).toMatchObject(env);
  expect(product.STRIPE_API_URL).toBeUndefined();
});

test('the sandboxes never see a secret of the operator or of a real system', () => {
  const secrets = openSecrets(dataDir);
  const env = { TFCHAIN_MNEMONIC: '', SMTP_PASSWORD: 'hidden', ENCRYPTION_KEY: 'hidden' };
  const given = JSON.stringify(sandboxEnvironment(env, missingSystems(env), secrets, 8888));
  for (const secret of [secrets.TFCHAIN_MNEMONIC, secrets.STASH_MNEMONIC, 'hidden'])
    expect(given).not.toContain(secret);
});

test('a data folder belongs to one process at a time', async () => {
  const record = await claimDataDir(dataDir);
  record.addChild('server', process.pid);
  const saved = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'));
  expect(saved.children).toEqual([{ name: 'server', ...identity(process.pid) }]);

  const otherPid = process.ppid;
  writeFileSync(join(dataDir, 'run.json'), JSON.stringify({ ...saved, ...identity(otherPid) }));
  await expect(claimDataDir(dataDir)).rejects.toThrow(`as process ${otherPid}`);

  // The same pid, another process: the machine was started anew.
  writeFileSync(
    join(dataDir, 'run.json'),
    JSON.stringify({ ...saved, pid: otherPid, startedAt: 'before', children: [] }),
  );
  await expect(claimDataDir(dataDir)).resolves.toBeDefined();
});

test('parts go down in the reverse order of coming up, a late one too', async () => {
  const stopped: string[] = [];
  const part = (name: string) => ({ name, stop: async () => void stopped.push(name), kill: () => undefined });
  const lifecycle = createLifecycle();
  await lifecycle.add(part('postgres'));
  await lifecycle.add(part('sandboxes'));
  await lifecycle.end();
  await expect(lifecycle.add(part('server'))).rejects.toThrow('going down');
  expect(stopped).toEqual(['sandboxes', 'postgres', 'server']);
});

function identity(pid: number): { pid: number; startedAt: string | undefined } {
  return { pid, startedAt: findProcess(pid)?.startedAt };
}
