import type { NewId } from '../../ids.ts';
import { findSshKey, insertSshKey } from '../../postgres/ssh-keys.ts';
import type { Store } from '../../postgres/store.ts';
import { parsePublicKey, publicKeyHint } from '../../ssh/public-key.ts';
import { actorOf } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import { sshKeyJson } from './ssh-key.ts';

export const createSshKey =
  (parts: { store: Store; newId: NewId }): Handler<'createSshKey'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = parsePublicKey(body.publicKey);
    if (!key) throw fieldProblem('publicKey', publicKeyHint);
    const now = c.get('now');
    const request = {
      userId: user.id,
      operation: 'createSshKey',
      key: c.req.valid('header')['idempotency-key'],
      body,
      now,
    };
    const { resourceId } = await parts.store.transaction((tx) =>
      once(tx, request, async () => {
        const row = await insertSshKey(tx, {
          user_id: user.id,
          id: parts.newId(now),
          name: body.name,
          public_key: key.text,
          fingerprint: key.fingerprint,
          created_at: now,
        });
        if (!row)
          throw new HttpProblem('ssh_key_exists', 'You have stored this key already.', {
            errors: [{ path: 'publicKey', message: 'is stored already' }],
          });
        return row.id;
      }),
    );
    const row = await findSshKey(parts.store.db, user.id, resourceId);
    if (!row) throw new HttpProblem('not_found', 'The key that this request stored was removed since.');
    return c.json(sshKeyJson(row), 201);
  };
