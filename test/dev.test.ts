import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allGone, checkout, freePorts, recordedProcesses, startCommand } from './started-product.ts';

// The developer's way, word for word: clone, `npm install`, `.env`, `npm run dev`. The packages are linked from this
// checkout, so that the walk needs no network and no second gigabyte.

const notCloned = new Set(['.git', '.data', '.env', '.netlify', 'node_modules', 'dist', 'coverage', 'shots']);

/** What npm and the tests write there, also at this moment: linked, it would be written in the checkout too. */
const written = new Set([
  '.package-lock.json',
  '.marketplace-install',
  '.cache',
  '.vite',
  '.vite-temp',
  '.vitest-cache',
]);

let clone: string;

beforeAll(() => {
  mkdirSync(join(checkout, '.data'), { recursive: true });
  clone = mkdtempSync(join(checkout, '.data', 'clone-'));
  for (const name of readdirSync(checkout).filter((entry) => !notCloned.has(entry))) {
    const filter = (source: string) => !notCloned.has(source.split('/').at(-1) ?? '');
    cpSync(join(checkout, name), join(clone, name), { recursive: true, filter });
  }
  const modules = join(checkout, 'node_modules');
  const linked = readdirSync(modules).filter((name) => !written.has(name));
  mkdirSync(join(clone, 'node_modules'));
  execFileSync('cp', ['-al', '-t', join(clone, 'node_modules'), ...linked.map((name) => join(modules, name))]);
});

afterAll(() => rmSync(clone, { recursive: true, force: true }));

test('npm install, .env, npm run dev: serves, and serves what was changed', { timeout: 300_000 }, async () => {
  const installed = startCommand(['npm', 'install', '--offline'], {}, clone);
  expect(await installed.ended, installed.said()).toBe(0);
  const lockfile = (folder: string) => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  expect(lockfile(clone)).toBe(lockfile(checkout));

  const port = await freePorts(1);
  const example = readFileSync(join(clone, '.env.example'), 'utf8');
  const settings = { PORT: port, SANDBOX_PORT: await freePorts(9), DATA_DIR: '.data' };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(clone, '.env'), `${example}\n${lines.join('\n')}\n`);

  const product = startCommand(['npm', 'run', 'dev'], {}, clone);
  await product.saying('Ctrl-C stops everything');
  expect(product.said()).not.toContain('Installing');
  expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
  expect((await fetch(`http://localhost:${port}/api/v1/health`)).status).toBe(200);

  const processes = recordedProcesses(join(clone, '.data'));
  appendFileSync(join(clone, 'packages/server/src/ids.ts'), '\n// Saved by a developer.\n');
  await product.saying(/Server, anew …\n(.*\n)*? {2}up after/);
  expect((await fetch(`http://localhost:${port}/api/v1/health`)).status).toBe(200);

  const afterReload = recordedProcesses(join(clone, '.data'));
  product.signal('SIGTERM');
  await product.ended;
  await allGone([...processes, ...afterReload]);
});
