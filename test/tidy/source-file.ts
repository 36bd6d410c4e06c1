import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A text file of the repository. */
export interface SourceFile {
  /** From the root, with `/`. */
  path: string;
  text: string;
}

/** A rule about the repository: one sentence per violation, beginning with the path. */
export type Rule = (files: readonly SourceFile[]) => string[];

const ignored = new Set(['.git', 'node_modules', '.data', 'dist', '.netlify', 'coverage', 'shots', '.env']);
const textEndings = /(\.(ts|tsx|js|mjs|json|sql|md|css|html|yml|yaml|toml|sh|txt|svg)|\/\.[a-z.]+|\/run|\/[A-Z]+)$/;

/** Every text file of the repository, those that git ignores left out. */
export function readRepository(root: string): SourceFile[] {
  return listFiles(root, '')
    .filter((path) => textEndings.test(`/${path}`))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function isTest(path: string): boolean {
  return /(\.test\.tsx?$|\.fixture\.ts$|\/testing(\.ts$|\/)|\/test-[a-z-]+\.ts$|^test\/)/.test(path);
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(path);
}

/** The number of the line, from 1, in which the position lies. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Code with comments and the content of strings blanked out; line numbers stay. Good enough for rules, not a parser. */
export function codeOnly(text: string): string {
  const blank = (match: string) => match.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, blank);
}

/** What a file imports: paths of the repository for relative ones, names for packages. */
export function importsOf(file: SourceFile): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|^\s*import\s*)(['"])([^'"\n]+)\1/gm;
  return [...file.text.matchAll(pattern)].map(([, , target = '']) =>
    target.startsWith('.') ? posix.join(posix.dirname(file.path), target) : target,
  );
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    // In a second work tree `.git` is a file.
    if (ignored.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
