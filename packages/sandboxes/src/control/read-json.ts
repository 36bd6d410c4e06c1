import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';

/**
 * Reads a JSON body whatever content type it came with, so that `curl -d '{…}'` works.
 * Answers 400 `{error, field, message}` naming the first wrong field.
 */
export async function readJson<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.infer<Schema>> {
  const text = await context.req.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw refusal('', 'The body is not JSON.', cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refusal(issue?.path.join('.') ?? '', issue?.message ?? 'The body is not valid.', result.error);
}

/** A 400 answer that names the field at fault. */
export function refusal(field: string, message: string, cause?: unknown): HTTPException {
  const body = JSON.stringify({ error: 'bad_request', field, message });
  return new HTTPException(400, {
    res: new Response(body, { status: 400, headers: { 'content-type': 'application/json' } }),
    cause,
  });
}
