import { expect } from 'vitest';
import type { z } from 'zod';
import type { OperationId } from '../packages/contract/src/operations.ts';
import { routes } from '../packages/contract/src/routes.ts';

/** The schema of an operation's success, where it answers JSON. */
export function answerSchema(id: OperationId): z.ZodType | undefined {
  const responses = routes[id].responses as Record<number, { content?: Record<string, { schema: z.ZodType }> }>;
  return (responses[200] ?? responses[201] ?? responses[202])?.content?.['application/json']?.schema;
}

/**
 * Holds an answer against the contract: no field is missing, wrong or unknown, and every amount has seven decimals. Every
 * call of a test's person passes here, so whatever any test asks is checked.
 */
export function checkAnswer(id: OperationId, answer: unknown): void {
  const schema = answerSchema(id);
  // Unknown fields fall away in parsing, so that comparing finds them.
  if (schema) expect(schema.parse(answer), id).toEqual(answer);
  for (const amount of amountsIn(answer)) expect(amount, id).toMatch(/^-?\d+\.\d{7}$/);
}

function amountsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  if ('currency' in value && 'amount' in value) return [String(value.amount)];
  return Object.values(value).flatMap(amountsIn);
}
