/** The parts of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApi {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags: string[];
  'x-access': string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Content {
  content?: Record<string, { schema: Schema }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** One operation with where it is found. */
export interface Entry extends Operation {
  method: string;
  path: string;
}

/** Operations by tag, in the order of the document. */
export function operationsByTag({ paths, servers }: OpenApi): [tag: string, entries: Entry[]][] {
  const groups = new Map<string, Entry[]>();
  const base = servers[0]?.url ?? '';
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'Other';
      groups.set(tag, [...(groups.get(tag) ?? []), { ...operation, method: method.toUpperCase(), path: base + path }]);
    }
  }
  return [...groups];
}

/** The schema of a body, JSON or problem. */
export function bodySchema({ content }: Content): Schema | undefined {
  return content && Object.values(content)[0]?.schema;
}

/** A schema as people write types: `{ id: string, note?: string | null }`; shapes with a name are named. */
export function schemaText(schema: Schema, depth = 0): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.map((one) => schemaText(one, depth)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => schemaText(one, depth)).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.properties) return objectText(schema, depth);
  if (schema.items) return `${bracketed(schemaText(schema.items, depth))}[]`;
  const types = [schema.type ?? 'any'].flat().join(' | ');
  return schema.format ? `${types} (${schema.format})` : types;
}

function objectText({ properties = {}, required = [], type }: Schema, depth: number): string {
  const indent = '  '.repeat(depth);
  const lines = Object.entries(properties).map(([name, schema]) => {
    const note = schema.description ? `  // ${schema.description}` : '';
    return `${indent}  ${name}${required.includes(name) ? '' : '?'}: ${schemaText(schema, depth + 1)}${note}`;
  });
  const orNull = Array.isArray(type) && type.includes('null') ? ' | null' : '';
  return `{\n${lines.join('\n')}\n${indent}}${orNull}`;
}

const bracketed = (text: string): string => (/[|&(]/.test(text) && !text.startsWith('{') ? `(${text})` : text);
