// Installs the dependencies when those that are there are not the lockfile's.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './launch.mjs';
import { Refusal, say, seconds, step } from './steps.mjs';

const progressIntervalMs = 10_000;

/** @param {string} root the checkout */
export function isInstalled(root) {
  const modules = join(root, 'node_modules');
  // Without optional packages (`--omit=optional`) both the product's Node and PostgreSQL are missing.
  if (process.platform === 'linux' && !existsSync(join(modules, '.bin', 'node'))) return false;
  const stampFile = join(modules, '.marketplace-install');
  const stamp = installStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  // Somebody may have run `npm install` by hand.
  if (!matchesLockfile(root)) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

/**
 * Runs `npm ci`; where that fails (an npm with other ideas about the lockfile), `npm install`.
 * @param {string} root the checkout
 * @param {Record<string, string | undefined>} env
 */
export async function install(root, env) {
  const expected = lockedPackages(root).filter(([, entry]) => fits(entry)).length;
  const title = `Installing ${expected} packages (about 1.1 GB on disk; npm downloads what it has not kept)`;
  await step(
    title,
    async () => {
      const progress = reportProgress(root);
      try {
        if ((await npm(root, env, 'ci')) === 0) return;
        say('  npm ci did not succeed; trying npm install');
        if ((await npm(root, env, 'install')) !== 0) throw new Refusal('npm could not install the dependencies.');
      } finally {
        clearInterval(progress);
      }
    },
    () => diskUse(join(root, 'node_modules')),
  );
  writeFileSync(join(root, 'node_modules', '.marketplace-install'), installStamp(root));
}

/** @param {string} root @param {Record<string, string | undefined>} env @param {'ci' | 'install'} verb */
async function npm(root, env, verb) {
  // No dependency needs its install script, and one of them would compile C++.
  const args = [verb, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = env.npm_execpath;
  const command = cli?.endsWith('.js') ? process.execPath : 'npm';
  const leading = cli?.endsWith('.js') ? [cli] : [];
  const code = await launch(command, [...leading, ...args], {
    root,
    env: { ...env, ...usableCache(root, env) },
    stdio: ['ignore', 'ignore', 'inherit'],
    // Asked to end, npm first takes back what it did, for a minute; the next `npm ci` begins anew anyway.
    expendable: true,
  });
  if (code > 128) process.exit(code);
  return code;
}

/**
 * npm keeps downloads below the home folder; without a home that we may write to, they are kept with the checkout.
 * @param {string} root @param {Record<string, string | undefined>} env
 */
function usableCache(root, env) {
  const cache = env.npm_config_cache ?? join(env.HOME ?? '/', '.npm');
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return {};
  } catch {
    return { npm_config_cache: join(root, '.data', 'npm-cache') };
  }
}

/**
 * npm makes the folders first and fills them later, so what counts is the space that is gone.
 * @param {string} root
 */
function reportProgress(root) {
  const began = performance.now();
  const before = freeBytes(root);
  return setInterval(() => {
    const gigabytes = Math.max(0, before - freeBytes(root)) / 1e9;
    say(`  ${gigabytes.toFixed(1)} GB written, ${seconds(performance.now() - began)}`);
  }, progressIntervalMs);
}

/** @param {string} folder */
function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * True if every package that cannot be left out is there in the locked version, by npm's own note of what it installed.
 * @param {string} root
 */
function matchesLockfile(root) {
  const noteFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noteFile)) return false;
  const installed = JSON.parse(readFileSync(noteFile, 'utf8')).packages ?? {};
  return lockedPackages(root)
    .filter(([, entry]) => !entry.optional && !entry.devOptional && !entry.link)
    .every(([path, entry]) => installed[path]?.version === entry.version && existsSync(join(root, path)));
}

/** @typedef {{version?: string, optional?: boolean, devOptional?: boolean, link?: boolean, os?: string[], cpu?: string[]}} LockEntry */

/** @param {string} root @returns {[string, LockEntry][]} */
function lockedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
}

/** @param {LockEntry} entry */
function fits({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

/** @param {string} root */
function installStamp(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/** @param {string} folder */
function diskUse(folder) {
  const { status, stdout } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return status === 0 ? `${((Number.parseInt(stdout, 10) * 1024) / 1e9).toFixed(1)} GB` : '';
}
