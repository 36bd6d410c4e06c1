import { invalidRequest } from './errors.ts';

/** What a form-encoded request holds once brackets are read: text, lists and nested objects of text. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

/** Reads `a=1&b[c]=2&d[]=3&e[0][f]=4` into nested objects and lists. */
export function readForm(pairs: URLSearchParams): Form {
  const root: Form = {};
  for (const [name, value] of pairs) put(root, readPath(name), value);
  return listsFrom(root) as Form;
}

function readPath(name: string): string[] {
  const open = name.indexOf('[');
  if (open < 0) return [name];
  const keys = [...name.slice(open).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '');
  return [name.slice(0, open), ...keys];
}

function put(root: Form, path: string[], value: string): void {
  let place = root;
  for (const [depth, key] of path.entries()) {
    if (key === '__proto__') throw invalidRequest(`Received unknown parameter: ${key}`, { code: 'parameter_unknown' });
    // `a[]=x` appends: the next free number becomes its key until lists are made.
    const name = key === '' ? String(Object.keys(place).length) : key;
    if (depth === path.length - 1) {
      place[name] = value;
      return;
    }
    const next = place[name];
    if (next === undefined || typeof next === 'string') place[name] = {};
    place = place[name] as Form;
  }
}

function listsFrom(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return Object.values(value).map(listsFrom);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, listsFrom(inner)]));
}
