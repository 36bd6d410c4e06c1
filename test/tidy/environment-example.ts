import { isTest, type Rule } from './source-file.ts';

const example = '.env.example';
const configuration = 'packages/server/src/config.ts';

/** Read by the commands around the server, not by its configuration. */
const readElsewhere = ['SANDBOX_PORT', 'DATA_DIR'];

/** Set by the system, by Netlify (URL) or by our own processes for each other, never by a person. */
const internal = /^(PATH|URL|HOME|TZ|LANG|CI|NODE_ENV|NO_COLOR|npm_.*|SANDBOX_(?!PORT).*|TMPDIR)$/;

/** `.env.example` lists exactly what is read: a setting that nobody finds is as bad as one that does nothing. */
export const environmentExample: Rule = (files) => {
  const listed = new Set(
    (files.find(({ path }) => path === example)?.text ?? '').match(/^[A-Z][A-Z0-9_]*(?==)/gm) ?? [],
  );
  const read = new Set(readElsewhere);
  for (const { path, text } of files) {
    if (path === configuration) for (const [name] of text.matchAll(/(?<=^ {4})[A-Z][A-Z0-9_]+(?=:)/gm)) read.add(name);
    if (!/^(packages\/server\/src|netlify|scripts)\//.test(path) || isTest(path)) continue;
    for (const [name] of text.matchAll(/(?<=process\.env\.)[A-Z][A-Z0-9_]+/g)) if (!internal.test(name)) read.add(name);
  }
  return [
    ...[...read].filter((name) => !listed.has(name)).map((name) => `${example}: ${name} is read but not listed`),
    ...[...listed].filter((name) => !read.has(name)).map((name) => `${example}: ${name} is listed but not read`),
  ];
};

/** Each line says what the variable is for. */
export const explainedVariables: Rule = (files) =>
  (files.find(({ path }) => path === example)?.text ?? '')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line) && !/\s# \S/.test(line))
    .map((line) => `${example}: ${line} has no comment`);
