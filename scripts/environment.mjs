// The environment of every command: the process's own, and below it the file `.env`.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

/**
 * Reads the text of a `.env` file: NAME=value, one per line; quotes around a value are taken off, `#` begins a comment.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseEnvironment(text) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, name, raw] = assignment.exec(line) ?? [];
    if (name !== undefined && raw !== undefined) values[name] = unquote(raw);
  }
  return values;
}

/**
 * `.env` of the checkout under `own`; an empty value there counts as unset. DATA_DIR becomes an absolute path.
 * @param {string} root the checkout
 * @param {Record<string, string | undefined>} own
 */
export function readEnvironment(root, own) {
  const file = join(root, '.env');
  const fromFile = existsSync(file) ? parseEnvironment(readFileSync(file, 'utf8')) : {};
  const filled = Object.fromEntries(Object.entries(fromFile).filter(([, value]) => value !== ''));
  const merged = { ...filled, ...own };
  return { ...merged, DATA_DIR: resolve(root, merged.DATA_DIR || '.data') };
}

/** @param {string} raw */
function unquote(raw) {
  const quoted = /^(["'`])(.*)\1\s*(?:#.*)?$/.exec(raw);
  if (!quoted) return raw.replace(/(^|\s+)#.*$/, '').trim();
  const [, quote, inner = ''] = quoted;
  return quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\"', '"') : inner;
}
