import type { NewId } from '../../ids.ts';
import type { Store } from '../../postgres/store.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { actorOf } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { postMessage } from './post-message.ts';
import { reviewJson } from './review.ts';

export const answerProviderRequest =
  (parts: { store: Store; chain: Tfchain; newId: NewId }): Handler<'answerProviderRequest'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const request = {
      userId: actorOf(c).user.id,
      operation: 'answerProviderRequest',
      key: c.req.valid('header')['idempotency-key'],
      body: { ...body, id },
      now: c.get('now'),
    };
    await parts.store.transaction((tx) =>
      once(tx, request, () => postMessage(tx, c, parts.newId, { requestId: id, author: 'operator', ...body })),
    );
    return c.json(await reviewJson(parts, id), 201);
  };
