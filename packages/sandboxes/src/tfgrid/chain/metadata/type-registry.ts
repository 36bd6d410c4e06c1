import type { V14Lookup } from '@polkadot-api/substrate-bindings';

/** Unnamed fields as a list, named ones as a record; each value is a type expression. */
export type Fields = string[] | Record<string, string>;

/** Variant names, or variants with their fields; an explicit index is written `Name@7`. */
export type Variants = string[] | Record<string, Fields>;

/** `path` is the type's Rust path: clients show it, and recognise `AccountId32`, `Option` and `Result` by it. */
export type TypeShape = { path: string; params?: Record<string, string> } & (
  | { fields: Fields }
  | { variants: Variants }
);

export type TypeTable = Record<string, TypeShape>;

export interface TypeRegistry {
  /** Id of a type expression: a primitive, `Vec<T>`, `Option<T>`, `Result<T,E>`, `Compact<T>`, `[T;n]`, `(A,B)` or a name from the table. */
  id(expression: string): number;
  readonly lookup: V14Lookup;
}

type Entry = V14Lookup[number];
type Definition = Entry['def'];
type FieldList = Extract<Definition, { tag: 'composite' }>['value'];
type Primitive = Extract<Definition, { tag: 'primitive' }>['value'];

const primitives = new Set('bool char str u8 u16 u32 u64 u128 u256 i8 i16 i32 i64 i128 i256'.split(' '));

type IdOf = (expression: string) => number;

export function createTypeRegistry(table: TypeTable): TypeRegistry {
  const lookup: V14Lookup = [];
  const ids = new Map<string, number>();

  const id: IdOf = (expression) => {
    const known = ids.get(expression);
    if (known !== undefined) return known;
    // The id is given out before the definition is filled in, so that types may contain themselves.
    const entry: Entry = { id: lookup.length, path: [], params: [], def: { tag: 'tuple', value: [] }, docs: [] };
    lookup.push(entry);
    ids.set(expression, entry.id);
    const shape = table[expression] ?? wellKnownShape(expression);
    if (!shape) {
      entry.def = anonymous(expression, id);
      return entry.id;
    }
    entry.path = shape.path.split('::');
    entry.params = Object.entries(shape.params ?? {}).map(([name, type]) => ({ name, type: id(type) }));
    entry.def =
      'fields' in shape
        ? { tag: 'composite', value: fieldList(shape.fields, id) }
        : { tag: 'variant', value: variantList(shape.variants, id) };
    return entry.id;
  };
  return { id, lookup };
}

/** `Option` and `Result`, which clients know by path and parameter names. */
function wellKnownShape(expression: string): TypeShape | undefined {
  const option = /^Option<(.+)>$/.exec(expression)?.[1];
  if (option) return { path: 'Option', params: { T: option }, variants: { None: [], Some: [option] } };
  const [ok, error] = splitTopLevel(/^Result<(.+)>$/.exec(expression)?.[1] ?? '');
  if (!ok || !error) return undefined;
  return { path: 'Result', params: { T: ok, E: error }, variants: { Ok: [ok], Err: [error] } };
}

function anonymous(expression: string, id: IdOf): Definition {
  if (primitives.has(expression)) {
    return { tag: 'primitive', value: { tag: expression, value: undefined } as Primitive };
  }
  const sequence = /^Vec<(.+)>$/.exec(expression)?.[1];
  if (sequence) return { tag: 'sequence', value: id(sequence) };
  const compact = /^Compact<(.+)>$/.exec(expression)?.[1];
  if (compact) return { tag: 'compact', value: id(compact) };
  const [, item, length] = /^\[(.+);(\d+)\]$/.exec(expression) ?? [];
  if (item) return { tag: 'array', value: { type: id(item), len: Number(length) } };
  const tuple = /^\((.*)\)$/.exec(expression)?.[1];
  if (tuple !== undefined) return { tag: 'tuple', value: splitTopLevel(tuple).map(id) };
  throw new Error(`no such type: ${expression}`);
}

function fieldList(fields: Fields, id: IdOf): FieldList {
  const named: [string | undefined, string][] = Array.isArray(fields)
    ? fields.map((type) => [undefined, type])
    : Object.entries(fields);
  return named.map(([name, type]) => ({ name, type: id(type), typeName: undefined, docs: [] }));
}

function variantList(variants: Variants, id: IdOf) {
  const entries: [string, Fields][] = Array.isArray(variants)
    ? variants.map((name) => [name, []])
    : Object.entries(variants);
  return entries.map(([key, fields], position) => {
    const [name = key, index] = key.split('@');
    return { name, index: index === undefined ? position : Number(index), fields: fieldList(fields, id), docs: [] };
  });
}

/** Splits `A,(B,C),D<E,F>` at its outer commas. */
function splitTopLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of list) {
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
      continue;
    }
    if ('(<['.includes(character)) depth++;
    if (')>]'.includes(character)) depth--;
    part += character;
  }
  return part === '' ? parts : [...parts, part];
}
