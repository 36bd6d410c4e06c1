import { codeOnly, isTest, lineOf, type Rule, type SourceFile } from './source-file.ts';

/** Core has no clock, no randomness and does not wait: the same values always give the same answer. */
export const corePure: Rule = (files) =>
  findWords(
    files.filter(({ path }) => /^packages\/core\/src\/.*\.ts$/.test(path) && !isTest(path)),
    /\b(Date|Math\.random|crypto|async|await|Promise|setTimeout|process|fetch)\b/g,
    'has no place in core',
  );

/** `clock.ts` alone reads time in the server: whoever needs it is handed it. */
export const clockReadsTime: Rule = (files) =>
  findWords(
    files.filter(
      ({ path }) => /^packages\/server\/src\/.*\.ts$/.test(path) && !isTest(path) && !path.endsWith('/src/clock.ts'),
    ),
    /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)/g,
    'only clock.ts reads time',
  );

/** graphile-worker's tables live on machine time, which is the database server's: this file alone talks to them. */
const jobQueue = 'packages/server/src/postgres/jobs.ts';

/** Business time comes from the clock, so the database's own has no place in our tables and statements. */
export const sqlWithoutNow: Rule = (files) =>
  findWords(
    files
      .filter(
        ({ path }) =>
          /^packages\/server\/src\/postgres\/.*\.(sql|ts)$/.test(path) && !isTest(path) && path !== jobQueue,
      )
      .map(({ path, text }) => ({ path, text: withoutSqlComments(path, text) })),
    /(?<![.\w])now\(\)|\b(current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp)\b/gi,
    'the database must not read time',
    (text) => text,
  );

function findWords(
  files: readonly SourceFile[],
  pattern: RegExp,
  reason: string,
  prepare: (text: string) => string = codeOnly,
): string[] {
  return files.flatMap(({ path, text }) => {
    const code = prepare(text);
    return [...code.matchAll(pattern)].map((match) => `${path}:${lineOf(code, match.index)}: ${match[0]}: ${reason}`);
  });
}

function withoutSqlComments(path: string, text: string): string {
  const comment = path.endsWith('.sql') ? /--[^\n]*/g : /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(comment, (match) => match.replace(/[^\n]/g, ' '));
}
