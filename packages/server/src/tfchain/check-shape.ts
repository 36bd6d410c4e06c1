import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';
import type { RuntimeShape, Shape } from './shape.ts';

type Lookup = UnifiedMetadata['lookup'];
type TypeEntry = Lookup[number];
type Field = { name?: string; type: number };

/**
 * Compares the metadata of a runtime with what we believe about it.
 * @param metadata SCALE bytes as the node gives them (v14 or later).
 * @returns one sentence per difference; empty means that everything we use is as expected.
 */
export function shapeDifferences(metadata: Uint8Array, expected: RuntimeShape): string[] {
  const runtime = unifyMetadata(decAnyMetadata(metadata));
  return [
    ...callDifferences(runtime, expected),
    ...eventDifferences(runtime, expected),
    ...storageDifferences(runtime, expected),
    ...extensionDifferences(runtime, expected),
  ];
}

function callDifferences({ pallets, lookup }: UnifiedMetadata, { calls }: RuntimeShape): string[] {
  return Object.entries(calls).flatMap(([path, args]) => {
    const [pallet, name] = split(path);
    const call = variantOf(lookup, pallets.find((each) => each.name === pallet)?.calls?.type, name);
    const at = `call ${path}`;
    if (call === undefined) return [`${at} is missing`];
    const names = call.fields.map((field) => field.name).join();
    const wanted = args.map(([arg]) => arg).join();
    if (names !== wanted) return [`${at} takes (${names}), expected (${wanted})`];
    return fieldDifferences(lookup, at, Object.fromEntries(args), call.fields);
  });
}

function eventDifferences({ pallets, lookup }: UnifiedMetadata, { events, newer }: RuntimeShape): string[] {
  return Object.entries(events).flatMap(([path, content]) => {
    const [pallet, name] = split(path);
    const event = variantOf(lookup, pallets.find((each) => each.name === pallet)?.events?.type, name);
    if (event === undefined) return newer.has(path) ? [] : [`event ${path} is missing`];
    return contentDifferences(lookup, `event ${path}`, content, event.fields);
  });
}

function storageDifferences({ pallets, lookup }: UnifiedMetadata, { storage, newer }: RuntimeShape): string[] {
  return Object.entries(storage).flatMap(([path, item]) => {
    const [pallet, name] = split(path);
    const live = pallets.find((each) => each.name === pallet)?.storage?.items.find((each) => each.name === name);
    const at = `storage ${path}`;
    if (live === undefined) return newer.has(path) ? [] : [`${at} is missing`];
    const isMap = live.type.tag === 'map';
    const valueType = live.type.tag === 'map' ? live.type.value.value : live.type.value;
    const keys = live.type.tag === 'map' ? keyTypes(lookup, live.type.value.key, live.type.value.hashers.length) : [];
    if (keys.join() !== item.keys.join()) return [`${at} has keys (${keys}), expected (${item.keys})`];
    if ((live.modifier === 0) !== item.optional) return [`${at} answers absent keys differently`];
    return isMap || keys.length === 0 ? differences(lookup, at, item.value, valueType) : [];
  });
}

function extensionDifferences({ extrinsic }: UnifiedMetadata, { signedExtensions }: RuntimeShape): string[] {
  return Object.values(extrinsic.signedExtensions)
    .flat()
    .filter(({ identifier }) => !signedExtensions.has(identifier))
    .map(({ identifier }) => `signed extension ${identifier} is unknown`);
}

function split(path: string): [pallet: string, name: string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

function differences(lookup: Lookup, at: string, shape: Shape, id: number): string[] {
  const entry = unwrap(lookup, id);
  const live = typeText(lookup, id);
  const differs = (expected: string) => [`${at} is ${live}, expected ${expected}`];
  if (typeof shape === 'string') return live === shape ? [] : differs(shape);
  if ('struct' in shape) {
    if (entry?.def.tag !== 'composite') return differs('a struct');
    return fieldDifferences(lookup, at, shape.struct, entry.def.value);
  }
  if ('listOf' in shape) {
    if (entry?.def.tag !== 'sequence') return differs('a list');
    return differences(lookup, `${at}[]`, shape.listOf, entry.def.value);
  }
  if ('optional' in shape) {
    const content = entry?.path.at(-1) === 'Option' ? variantOf(lookup, id, 'Some')?.fields[0] : undefined;
    return content === undefined ? differs('an option') : differences(lookup, at, shape.optional, content.type);
  }
  if (entry?.def.tag !== 'variant') return differs('an enum');
  return Object.entries(shape.oneOf).flatMap(([name, content]) => {
    const variant = variantOf(lookup, id, name);
    if (variant === undefined) return [`${at} has no variant ${name}`];
    return contentDifferences(lookup, `${at}.${name}`, content, variant.fields);
  });
}

function fieldDifferences(lookup: Lookup, at: string, shapes: Record<string, Shape>, fields: Field[]): string[] {
  return Object.entries(shapes).flatMap(([name, shape]) => {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) return [`${at}.${name} is missing`];
    return differences(lookup, `${at}.${name}`, shape, field.type);
  });
}

/** Of a variant: nothing, one unnamed value, or named fields. */
function contentDifferences(lookup: Lookup, at: string, content: Shape | null, fields: Field[]): string[] {
  if (content === null) return fields.length === 0 ? [] : [`${at} has content, expected none`];
  const [only, ...rest] = fields;
  if (only !== undefined && only.name === undefined && rest.length === 0) {
    return differences(lookup, at, content, only.type);
  }
  if (typeof content === 'object' && 'struct' in content) return fieldDifferences(lookup, at, content.struct, fields);
  return [`${at} has ${fields.length} fields, expected one value`];
}

function variantOf(lookup: Lookup, enumId: number | undefined, name: string) {
  const entry = enumId === undefined ? undefined : unwrap(lookup, enumId);
  return entry?.def.tag === 'variant' ? entry.def.value.find((each) => each.name === name) : undefined;
}

/** A composite with one unnamed field is a wrapper (bounded vectors, ids): what counts is what it wraps. */
function unwrap(lookup: Lookup, id: number): TypeEntry | undefined {
  const entry = lookup[id];
  if (entry?.def.tag !== 'composite' || entry.path.at(-1) === 'AccountId32') return entry;
  const [only, ...rest] = entry.def.value;
  return only !== undefined && rest.length === 0 && only.name === undefined ? unwrap(lookup, only.type) : entry;
}

function keyTypes(lookup: Lookup, id: number, count: number): string[] {
  const entry = lookup[id];
  if (count > 1 && entry?.def.tag === 'tuple') return entry.def.value.map((each) => typeText(lookup, each));
  return [typeText(lookup, id)];
}

function typeText(lookup: Lookup, id: number): string {
  const text = (inner: number) => typeText(lookup, inner);
  const entry = unwrap(lookup, id);
  switch (entry?.def.tag) {
    case 'primitive':
      return entry.def.value.tag;
    case 'compact':
      return `Compact<${text(entry.def.value)}>`;
    case 'sequence':
      return `Vec<${text(entry.def.value)}>`;
    case 'array':
      return `[${text(entry.def.value.type)}; ${entry.def.value.len}]`;
    case 'tuple':
      return `(${entry.def.value.map(text).join(', ')})`;
    default:
      return entry?.path.at(-1) ?? 'nothing';
  }
}
