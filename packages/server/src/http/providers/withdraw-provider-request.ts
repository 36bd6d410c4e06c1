import { judgeMove } from '@marketplace/core/providers';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { lockRequest, moveRequest } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { problemOf } from '../problems.ts';
import { noSuchRequest, ownRequestJson, TASK_KIND } from './request.ts';

export const withdrawProviderRequest =
  (parts: { store: Store; newId: NewId }): Handler<'withdrawProviderRequest'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id } = c.req.valid('param');
    const now = c.get('now');
    await parts.store.transaction(async (tx) => {
      const row = await lockRequest(tx, id);
      if (row?.user_id !== user.id) throw noSuchRequest();
      const move = judgeMove(row.status, 'withdrawn');
      if (isRefusal(move)) throw problemOf(move);
      if (move === 'nothing') return;
      await moveRequest(tx, id, 'withdrawn', { now, open: false });
      await closeTask(tx, { kind: TASK_KIND, subject: id, by: `user:${user.id}`, resolution: 'withdrawn', now });
      await writeAudit(tx, {
        ...auditFacts(c, parts.newId),
        action: 'provider_request.withdrawn',
        object: `provider_request:${id}`,
        before: { status: row.status },
        after: { status: 'withdrawn' },
      });
    });
    return c.json(await ownRequestJson(parts.store.db, user.id, id), 200);
  };
