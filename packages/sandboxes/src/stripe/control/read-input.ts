import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';

/** Reads a request's JSON by its schema; what does not fit answers 400 with what is wrong. */
export async function readInput<Input>(c: Context, schema: z.ZodType<Input>): Promise<Input> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined));
  if (read.success) return read.data;
  const issues = read.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw refuse(400, issues.join('; '));
}

export function refuse(status: 400 | 404 | 409, error: string): HTTPException {
  return new HTTPException(status, { res: Response.json({ error }, { status }) });
}
