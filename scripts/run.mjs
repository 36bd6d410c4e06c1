// The one entry of every command: makes the checkout ready (install, build), then runs the target under the product's
// own Node. Built-ins only, and no syntax newer than Node 20: nothing may be installed yet.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConsole } from './build-console.mjs';
import { readEnvironment } from './environment.mjs';
import { install, isInstalled } from './install.mjs';
import { launch, productNode } from './launch.mjs';
import { takeLock } from './lock.mjs';
import { readRecord, stillRuns } from './processes.mjs';
import { reset } from './reset.mjs';
import { Refusal, say } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const env = readEnvironment(root, process.env);
const entrypoints = 'packages/server/src/entrypoints';
const vitest = 'node_modules/vitest/vitest.mjs';

/**
 * alone: refused while the product runs from this data folder; console: needs the built console;
 * steps: programs to run one after the other under the product's Node, the first failure ends the command.
 * @typedef {{alone?: boolean, console?: boolean, steps?: (args: string[]) => string[][]}} Command
 * @type {Record<string, Command>}
 */
const commands = {
  start: { alone: true, console: true, steps: (args) => [[`${entrypoints}/supervisor.ts`, 'start', ...args]] },
  dev: { alone: true, console: true, steps: (args) => [[`${entrypoints}/supervisor.ts`, 'dev', ...args]] },
  'start:functions': {
    alone: true,
    console: true,
    steps: (args) => [['scripts/build-functions.mjs'], [`${entrypoints}/supervisor.ts`, 'functions', ...args]],
  },
  'setup:db': { alone: true, steps: (args) => [[`${entrypoints}/supervisor.ts`, 'setup-db', ...args]] },
  'audit:verify': { alone: true, steps: () => [[`${entrypoints}/supervisor.ts`, 'verify-audit']] },
  'seal:secret': { steps: () => [[`${entrypoints}/seal-secret.ts`]] },
  serve: { console: true, steps: (args) => [[`${entrypoints}/node.ts`, '--production', ...args]] },
  test: { console: true, steps: (args) => [[vitest, 'run', ...args]] },
  check: { steps: () => [['node_modules/@biomejs/biome/bin/biome', 'check', '.'], ...typeChecks(), unitTests()] },
  bench: { console: true, steps: (args) => [['bench/run.ts', ...args]] },
  screenshots: { console: true, steps: () => [['scripts/screenshots.mjs']] },
  build: { console: true, steps: () => [['scripts/build-functions.mjs'], ['scripts/write-headers.mjs']] },
  reset: { alone: true },
};

// Whoever read our words may have gone (`npm start | head`); the work goes on.
process.stdout.on('error', () => undefined);
try {
  process.exitCode = await run(process.argv[2] ?? '', process.argv.slice(3));
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause;
  process.stderr.write(`${cause.message}\n`);
  process.exitCode = 1;
}

/** @param {string} name @param {string[]} args */
async function run(name, args) {
  const command = commands[name];
  if (!command) throw new Refusal(`Usage: node scripts/run.mjs <${Object.keys(commands).join('|')}>`);
  if (command.alone) refuseWhileRunning();
  const release = await takeLock(root);
  try {
    if (command.alone) refuseWhileRunning();
    if (name === 'reset') {
      await reset(env.DATA_DIR);
      return 0;
    }
    await prepare(command);
    return await runSteps(command, args, release);
  } finally {
    release();
  }
}

/** @param {Command} command */
async function prepare(command) {
  if (!isInstalled(root)) {
    // Exchanging the packages below a running program would break it.
    refuseWhileRunning();
    await install(root, env);
  }
  if (command.console) await buildConsole(root, env);
}

/**
 * A command that must be alone keeps the lock until its target has noted itself in the run record, so that of two
 * that start together the second one sees the first.
 * @param {Command} command @param {string[]} args @param {() => void} release
 */
async function runSteps(command, args, release) {
  if (!command.alone) release();
  const node = productNode(root);
  for (const step of command.steps?.(args) ?? []) {
    const stdio = command.alone ? /** @type {const} */ (['inherit', 'inherit', 'inherit', 'ipc']) : 'inherit';
    const code = await launch(node, step, { root, env, stdio, onMessage: release });
    if (code !== 0) return code;
  }
  return 0;
}

function refuseWhileRunning() {
  const record = readRecord(join(env.DATA_DIR, 'run.json'));
  if (!record || !stillRuns(record)) return;
  throw new Refusal(`The marketplace runs already, as process ${record.pid}. Stop it first: kill ${record.pid}`);
}

function typeChecks() {
  const tsc = 'node_modules/typescript-native/bin/tsc';
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  const configs = packages.flatMap((folder) => [join(folder, 'tsconfig.json'), join(folder, 'tsconfig.test.json')]);
  return ['tsconfig.json', ...configs].filter((file) => existsSync(join(root, file))).map((file) => [tsc, '-p', file]);
}

function unitTests() {
  say('Format, lint, types, then the tests of the pure parts and the rules about the repository');
  return [vitest, 'run', 'packages/core', 'packages/contract', 'test/tidy.test.ts'];
}
