import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { type OperationId, operations } from './operations.ts';

export type Tag =
  | 'System'
  | 'Authentication'
  | 'Nodes'
  | 'Catalog'
  | 'Cloud user'
  | 'Balance'
  | 'Payments'
  | 'Cloud provider'
  | 'Alliances'
  | 'Cloud operator'
  | 'Treasury';

/** Who may call: anybody, any signed-in person, or a person with the role. */
export type Access = 'public' | 'signed-in' | 'cloud-operator' | 'cloud-provider' | 'provider-or-operator';

type Definition = Pick<RouteConfig, 'request' | 'summary' | 'description'> & {
  tag: Tag;
  access: Access;
  responses: RouteConfig['responses'];
};

/** Binds a definition to its operation: the operation's name is the id in the OpenAPI document. */
export function route<const Id extends OperationId, const D extends Definition>(operationId: Id, definition: D) {
  const [method, path] = operations[operationId];
  const { tag, access, ...rest } = definition;
  return createRoute({
    ...rest,
    operationId,
    method: method as (typeof operations)[Id][0],
    path: path as (typeof operations)[Id][1],
    tags: [tag],
    'x-access': access,
    security: access === 'public' ? [] : [{ bearer: [] }],
  } as const);
}

/** A JSON answer. */
export const json = <const S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A required JSON body. */
export const body = <const S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});

export const IdParam = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

export const IdempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional()
    .openapi({ param: { name: 'idempotency-key', in: 'header' } }),
});

/** `limit` and an opaque `cursor`, on every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
};

/** `sort` of a list: a field, or `-` and the field for the other way round; ties go by id. */
export const sortBy = <const F extends string>(fields: readonly F[], first: F | `-${F}`) =>
  z.enum(fields.flatMap((field) => [field, `-${field}`] as const) as (F | `-${F}`)[]).default(first as never);

export const page = <const S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** `format=csv` gives all rows of the filter as a file. */
export const csvFormat = { format: z.enum(['json', 'csv']).default('json') };

export const moneySorts = ['-time', 'time', '-amount', 'amount'] as const;
export type MoneySort = (typeof moneySorts)[number];

/** Lists of amounts go by time or by amount. */
export const moneySort = {
  sort: z.enum(moneySorts).default('-time').openapi({ description: 'A minus: the newest, or greatest, first.' }),
};

/** A list that can also be had as CSV. */
export const jsonOrCsv = <const S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema }, 'text/csv': { schema: z.string() } },
});

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
