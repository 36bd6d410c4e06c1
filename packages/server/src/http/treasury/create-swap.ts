import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store } from '../../postgres/store.ts';
import { startFunding } from '../../postgres/treasury-transfers.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { problemOf } from '../problems.ts';
import { unitsOf } from './amounts.ts';
import { oneTransfer } from './read-transfers.ts';

/** The wish and its job are written in one transaction; Stellar is asked by the job. */
export const createSwap =
  (parts: { store: Store; newId: NewId; wake: () => void }): Handler<'createSwap'> =>
  async (c) => {
    const { store, newId } = parts;
    const { user } = actorOf(c);
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const wish = c.req.valid('json');
    const now = c.get('now');
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createSwap', key, body: wish, now }, async () => {
        const { spend, obtain, ...rest } = wish;
        const amount = spend === undefined ? { obtainUnits: unitsOf(obtain ?? '0') } : { spendUnits: unitsOf(spend) };
        const started = await startFunding(tx, { ...rest, ...amount, origin: 'hand', startedBy: user.id, now, newId });
        if (isRefusal(started)) throw problemOf(started);
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'treasury.swap_started',
          object: `treasury_transfer:${started}`,
          after: { spend, obtain, maxSlippageBps: rest.maxSlippageBps, bridge: rest.bridge },
          reason: rest.reason,
        });
        return started;
      }),
    );
    parts.wake();
    return c.json(await oneTransfer(store.db, resourceId), 201);
  };
