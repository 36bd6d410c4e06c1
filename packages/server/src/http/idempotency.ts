import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../postgres/store.ts';
import { HttpProblem } from './problems.ts';

export interface IdempotentRequest {
  userId: string;
  operation: string;
  key: string | undefined;
  body: unknown;
  now: Date;
}

interface Forgotten {
  userId: string;
  operation: string;
  resourceId: string;
}

const WAIT_MS = 10_000;

/** Money and machines are only moved under a key. */
export function requireKey(key: string | undefined): string {
  if (key === undefined) {
    throw new HttpProblem(
      'idempotency_key_required',
      'Send an Idempotency-Key: a repeat of this request must not do it twice.',
      {
        errors: [{ path: 'idempotency-key', message: 'is required here' }],
      },
    );
  }
  return key;
}

/**
 * Runs `effect` once per (user, operation, key) inside the caller's transaction and remembers which resource it made.
 * A repeat answers that resource; other input under the same key is refused; a twin in flight waits up to 10 s.
 * When `effect` throws, nothing is remembered.
 */
export async function once(
  tx: Tx,
  request: IdempotentRequest,
  effect: () => Promise<string>,
): Promise<{ resourceId: string; replayed: boolean }> {
  if (request.key === undefined) return { resourceId: await effect(), replayed: false };
  await waitForTwin(tx, `${request.userId}/${request.operation}/${request.key}`);
  const bodyHash = createHash('sha256').update(canonical(request.body)).digest();
  const known = await tx
    .selectFrom('idempotency_records')
    .select(['body_hash', 'resource_id'])
    .where('user_id', '=', request.userId)
    .where('operation', '=', request.operation)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (known) {
    if (!known.body_hash.equals(bodyHash)) {
      throw new HttpProblem(
        'idempotency_conflict',
        'This Idempotency-Key was used before for another request. Use a new one.',
      );
    }
    return { resourceId: known.resource_id, replayed: true };
  }
  const resourceId = await effect();
  await tx
    .insertInto('idempotency_records')
    .values({
      user_id: request.userId,
      operation: request.operation,
      key: request.key,
      body_hash: bodyHash,
      resource_id: resourceId,
      created_at: request.now,
    })
    .execute();
  return { resourceId, replayed: false };
}

/** A refusal stores nothing: the key of an effect that was taken back may be used again. */
export async function forget(tx: Tx, { userId, operation, resourceId }: Forgotten): Promise<void> {
  await tx
    .deleteFrom('idempotency_records')
    .where('user_id', '=', userId)
    .where('operation', '=', operation)
    .where('resource_id', '=', resourceId)
    .execute();
}

async function waitForTwin(tx: Tx, name: string) {
  const lock = createHash('sha256').update(name).digest().readBigInt64BE();
  await sql`select set_config('lock_timeout', ${`${WAIT_MS}ms`}, true)`.execute(tx);
  try {
    await sql`select pg_advisory_xact_lock(${lock})`.execute(tx);
  } catch (cause) {
    // 55P03: lock not available in time.
    if ((cause as { code?: string }).code !== '55P03') throw cause;
    throw new HttpProblem('request_in_progress', 'The same request is still being worked on. Try again in a moment.', {
      cause,
    });
  }
}

/** Equal values give equal text, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
