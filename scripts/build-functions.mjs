import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(fileURLToPath(new URL('.', import.meta.url)), '..');

// Bundled CommonJS packages still ask for Node's own modules by `require`.
const banner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** graphile-worker can read a configuration file in TypeScript and carries the compiler for it; we have no such file. */
const withoutTypescript = {
  name: 'without-typescript',
  setup(build) {
    build.onResolve({ filter: /^typescript$/ }, () => ({ path: 'typescript', namespace: 'nothing' }));
    build.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {}' }));
  },
};

/**
 * The PDF library asks for its built-in fonts at run time, by an address that only its own package knows: the two that
 * documents are set in come into the bundle.
 * @type {import('esbuild').Plugin}
 */
const withFonts = {
  name: 'with-fonts',
  setup(build) {
    build.onLoad({ filter: /pdfkit[\\/]js[\\/]pdfkit\.node\.mjs$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        /require\$1\('#standard-fonts\/(Helvetica(?:Bold)?)'\)/g,
        "require('./standard-fonts/$1.cjs')",
      ),
      resolveDir: dirname(path),
    }));
  },
};

/**
 * Bundles everything that the functions run into one file. The platform's bundler leaves workspace packages as
 * untranspiled TypeScript; and with a single file a cold start reads one module instead of thousands.
 */
export async function buildFunctions() {
  await build({
    entryPoints: [join(root, 'packages/server/src/functions.ts')],
    outfile: join(root, 'packages/server/dist/functions.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // Optional native parts that nothing here uses.
    external: ['pg-native', 'bufferutil', 'utf-8-validate'],
    plugins: [withoutTypescript, withFonts],
    mainFields: ['module', 'main'],
    banner: { js: banner },
    minify: true,
    keepNames: true,
    logLevel: 'error',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildFunctions();
