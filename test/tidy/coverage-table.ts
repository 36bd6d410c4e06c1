import type { Rule, SourceFile } from './source-file.ts';

const table = 'docs/coverage.md';
const operations = 'packages/contract/src/operations.ts';
const rowCount = 53;
const states = ['works', 'thin', 'not yet'];

/** The table of what is covered has a row per line of the mission, and all that it names exists. */
export const coverageTable: Rule = (files) => {
  const page = files.find(({ path }) => path === table);
  if (!page) return [];
  const rows = page.text.split('\n').filter((line) => /^\|\s*\d+\s*\|/.test(line));
  const count = rows.length === rowCount ? [] : [`${table}: ${rows.length} rows, not ${rowCount}`];
  return [...count, ...rows.flatMap((row) => judgeRow(row, files))];
};

function judgeRow(row: string, files: readonly SourceFile[]): string[] {
  const cells = row.split('|').map((cell) => cell.trim());
  const name = `${table} row ${cells[1]}`;
  const state = states.find((known) => cells.includes(known));
  const named = [...row.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  const missing = named.filter((text) => isPath(text) && !exists(text, files)).map((text) => `${name}: no ${text}`);
  const tests = named.filter((text) => /\.test\.tsx?$/.test(text));
  const untested = state === 'works' && tests.length === 0 ? [`${name}: works, but names no test`] : [];
  return [
    ...(state ? [] : [`${name}: no state (${states.join(' / ')})`]),
    ...missing,
    ...untested,
    ...missingRoutes(named, files).map((route) => `${name}: no route ${route}`),
    ...missingTests(row, files).map((test) => `${name}: no test ${test}`),
  ];
}

/** API routes are written as `GET /deployments/{id}`: the contract lists them, the few outside of it stand in `http/`. */
function missingRoutes(named: string[], files: readonly SourceFile[]): string[] {
  const contract = files.find(({ path }) => path === operations)?.text ?? '';
  const known = new Set(
    [...contract.matchAll(/\['(\w+)', '([^']+)'\]/g)].map(([, method = '', path]) => `${method.toUpperCase()} ${path}`),
  );
  const http = files.filter(({ path }) => path.startsWith('packages/server/src/') && !path.endsWith('.test.ts'));
  return named.filter((text) => {
    const [, path] = /^(?:GET|POST|PUT|PATCH|DELETE) (\/\S+)$/.exec(text) ?? [];
    return path && !known.has(text) && !http.some((file) => file.text.includes(path));
  });
}

/** Tests are written as their file and, in quotes behind it, their title. */
function missingTests(row: string, files: readonly SourceFile[]): string[] {
  return [...row.matchAll(/`([^`]+\.test\.tsx?)` "([^"]+)"/g)]
    .filter(([, path, title = '']) => {
      const text = files.find((file) => file.path === path)?.text.replaceAll("\\'", "'");
      return !text?.includes(title);
    })
    .map(([, path, title]) => `"${title}" in ${path}`);
}

/** Routes begin with a slash or a method; everything else with a slash inside is a file or a folder. */
function isPath(text: string): boolean {
  return /^[\w.@-]+(\/[\w.{},*@-]+)*\/?$/.test(text) && (text.includes('/') || /\.(md|toml|json|ts)$/.test(text));
}

function exists(path: string, files: readonly SourceFile[]): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return files.some((file) => file.path === path || file.path.startsWith(folder));
}
