import { z } from 'zod';
import { invalidRequest, type StripeError } from './errors.ts';
import type { Form } from './form.ts';

/** Text; empty is refused, because Stripe reads an empty parameter as "unset". */
export const text = () => z.string().min(1).max(5000);

/** Text that an empty parameter unsets (null). */
export const clearableText = () =>
  z
    .string()
    .max(5000)
    .transform((value) => (value === '' ? null : value));

export const integer = () =>
  z.string().transform((value, context) => {
    if (/^-?\d{1,15}$/.test(value)) return Number(value);
    context.addIssue({
      code: 'custom',
      message: `Invalid integer: ${value}`,
      params: { stripe: 'parameter_invalid_integer' },
    });
    return z.NEVER;
  });

export const flag = () =>
  z
    .enum(['true', 'false'], {
      error: (issue) => (issue.input === undefined ? undefined : `Invalid boolean: ${issue.input}`),
    })
    .transform((value) => value === 'true');

/** Keys to set; a key with empty text is removed, an empty parameter removes all. */
export const metadata = () =>
  z.union([z.literal('').transform(() => null), z.record(z.string().max(40), z.string().max(500))]);

/** Any nested form: accepted as Stripe does, kept as it came. */
export const anything = () => z.unknown();

export const address = () =>
  z.strictObject({
    city: clearableText().optional(),
    country: clearableText().optional(),
    line1: clearableText().optional(),
    line2: clearableText().optional(),
    postal_code: clearableText().optional(),
    state: clearableText().optional(),
  });

export const paging = {
  limit: integer().optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

export const createdRange = () =>
  z
    .union([
      integer(),
      z.strictObject({
        gt: integer().optional(),
        gte: integer().optional(),
        lt: integer().optional(),
        lte: integer().optional(),
      }),
    ])
    .optional();

/** Reads a form by its schema; refuses with the code and parameter path that Stripe names. */
export function readParams<Params>(schema: z.ZodType<Params>, form: Form): Params {
  const read = schema.safeParse(form);
  if (read.success) return read.data;
  throw refusalOf(read.error);
}

/** Metadata after setting `change` over `before`. */
export function mergeMetadata(
  before: Record<string, string>,
  change: Record<string, string> | null | undefined,
): Record<string, string> {
  if (change === undefined) return before;
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}

function refusalOf(error: z.ZodError): StripeError {
  const issue = deepest(error.issues);
  const param = issue ? spell(issue.path) : '';
  if (!issue) return invalidRequest('Invalid request.');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => spell([...issue.path, key]));
    return invalidRequest(`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`, {
      code: 'parameter_unknown',
      param: names[0],
    });
  }
  if (issue.code === 'too_small') {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset.`;
    return invalidRequest(message, { code: 'parameter_invalid_empty', param });
  }
  if (issue.code === 'custom') return invalidRequest(issue.message, { code: String(issue.params?.stripe), param });
  if (/undefined/.test(issue.message))
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  if (issue.code === 'invalid_value') {
    return invalidRequest(`Invalid ${param}: must be one of ${issue.values.join(', ')}`, { param });
  }
  return invalidRequest(`Invalid ${param}`, { param });
}

/** Of a union's failures the one that got furthest says most. */
function deepest(issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const inner = first.errors.flat().sort((one, other) => other.path.length - one.path.length)[0];
  return inner ? { ...inner, path: [...first.path, ...inner.path] } : first;
}

function spell(path: PropertyKey[]): string {
  const [head, ...rest] = path.map(String);
  return `${head ?? ''}${rest.map((key) => `[${key}]`).join('')}`;
}
