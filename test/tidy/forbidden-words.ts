import { isCode, lineOf, type Rule } from './source-file.ts';

// Written so that the patterns do not find themselves.
const unfinished =
  /\b(?:TO[D]O|FIX[M]E|XX[X])\b|\bnot (?:yet )?implemente[d]\b|\bfor no[w]\b|\bplacehold[e]r implementation\b/g;
const skipped = /\b(?:test|it|describe)\.(?:only|skip|todo|fails)(?:\b|\()/g;
const machinePath = /(?<![\w.:])\/(?:wor[k]|roo[t]|hom[e]\/[a-z]+|User[s]\/[A-Za-z]+)\/[a-z]/g;
const secret =
  /\b[sr]k_liv[e]_\w{10,}|\bghp_[A-Za-z0-9]{20}|\bAKIA[A-Z0-9]{16}\b|-----BEGIN (?:RSA |EC )?PRIVATE KE[Y]-----/g;

const inCode = (path: string) => isCode(path) || path.endsWith('.sql') || path.endsWith('.css');

/** Nothing is left for later. */
export const nothingUnfinished: Rule = (files) =>
  find(
    files.filter(({ path }) => inCode(path)),
    unfinished,
    'finish it or leave it out',
  );

/** Every test runs: a missing prerequisite is a failure. */
export const noSkippedTests: Rule = (files) =>
  find(
    files.filter(({ path }) => /\.test\.tsx?$/.test(path)),
    skipped,
    'every test runs',
  );

/** The repository knows no machine and keeps no secret. */
export const noMachinePaths: Rule = (files) => find(files, machinePath, 'a path of one machine');
export const noSecrets: Rule = (files) => find(files, secret, 'looks like a secret');

function find(files: readonly { path: string; text: string }[], pattern: RegExp, reason: string): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map((match) => `${path}:${lineOf(text, match.index)}: "${match[0]}": ${reason}`),
  );
}
