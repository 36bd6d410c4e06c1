import type { NewId } from '../../ids.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { postMessage } from './post-message.ts';
import { ownRequestJson } from './request.ts';

export const sendRequestMessage =
  (parts: { store: Store; newId: NewId }): Handler<'sendRequestMessage'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const request = {
      userId: user.id,
      operation: 'sendRequestMessage',
      key: c.req.valid('header')['idempotency-key'],
      body: { ...body, id },
      now: c.get('now'),
    };
    await parts.store.transaction((tx) =>
      once(tx, request, () =>
        postMessage(tx, c, parts.newId, { requestId: id, author: 'provider', text: body.text, needsInfo: false }),
      ),
    );
    return c.json(await ownRequestJson(parts.store.db, user.id, id), 201);
  };
