// Builds the web console when its sources differ from those of the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launch, productNode } from './launch.mjs';
import { Refusal, step } from './steps.mjs';

/** What the console is made from, besides the installed packages. */
const sources = ['packages/console', 'packages/contract', 'package-lock.json'];
const ignored = new Set(['dist', 'node_modules']);

/**
 * @param {string} root the checkout
 * @param {Record<string, string | undefined>} env
 */
export async function buildConsole(root, env) {
  const stampFile = join(root, 'node_modules', '.cache', 'marketplace-console');
  const output = join(root, 'packages', 'console', 'dist');
  const files = sources.flatMap((source) => listFiles(join(root, source))).sort();
  const stamp = hashFiles(root, files);
  const built = existsSync(join(output, 'index.html')) && existsSync(stampFile);
  if (built && readFileSync(stampFile, 'utf8') === stamp) return;
  await step(
    `Building the console (${files.length} source files)`,
    async () => {
      const code = await launch(productNode(root), viteBuild(root), {
        root,
        env,
        cwd: join(root, 'packages', 'console'),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      if (code > 128) process.exit(code);
      if (code !== 0) throw new Refusal('The console could not be built.');
    },
    () => `${(folderBytes(output) / 1e6).toFixed(1)} MB`,
  );
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Arguments for Node that build the console. @param {string} root */
function viteBuild(root) {
  return [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
}

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !ignored.has(name))
    .flatMap((name) => listFiles(join(path, name)));
}

/** @param {string} root @param {string[]} files */
function hashFiles(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = createHash('sha256').update(readFileSync(file)).digest('hex');
    hash.update(`${relative(root, file)}\0${content}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function folderBytes(folder) {
  return listFiles(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}
