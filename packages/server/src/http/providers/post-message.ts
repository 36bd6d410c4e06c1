import { isOpenRequest, judgeMove, requestMessageNotice } from '@marketplace/core/providers';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { notify, notifyRole } from '../../postgres/notifications.ts';
import { insertMessage, lockRequest, moveRequest, type ProviderRequestRow } from '../../postgres/provider-requests.ts';
import type { Tx } from '../../postgres/store.ts';
import { closeTask, openTask } from '../../postgres/tasks.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { problemOf } from '../problems.ts';
import { noSuchRequest, TASK_KIND } from './request.ts';

export interface Posting {
  requestId: string;
  author: 'provider' | 'operator';
  text: string;
  /** Of the operator: the request waits for the person's answer. */
  needsInfo: boolean;
}

/** Adds a message to an open request, moves it to whose turn it is, and tells the other side; answers the message's id. */
export async function postMessage(tx: Tx, c: HttpContext, newId: NewId, posting: Posting): Promise<string> {
  const { user } = actorOf(c);
  const now = c.get('now');
  const { requestId, author, text } = posting;
  const row = await lockRequest(tx, requestId);
  if (!row || (author === 'provider' && row.user_id !== user.id)) throw noSuchRequest();
  const to = author === 'provider' ? 'pending' : posting.needsInfo ? 'needs_info' : row.status;
  const move = isOpenRequest(row.status) ? judgeMove(row.status, to) : judgeMove(row.status, 'pending');
  if (isRefusal(move)) throw problemOf(move);
  if (move === 'move') await moveRequest(tx, requestId, to, { now, open: true });
  const id = newId(now);
  await insertMessage(tx, { id, request_id: requestId, author, user_id: user.id, text, created_at: now });
  await passTurn(tx, row, posting, { newId, now, by: `user:${user.id}` });
  const notice = requestMessageNotice({ id, requestId, text, by: author, needsInfo: posting.needsInfo });
  if (author === 'operator') await notify(tx, { userId: row.user_id, notice, now, newId });
  else await notifyRole(tx, { role: 'cloud-operator', notice, now, newId });
  await writeAudit(tx, {
    ...auditFacts(c, newId),
    action: 'provider_request.message',
    object: `provider_request:${requestId}`,
    before: { status: row.status },
    after: { status: to, author },
  });
  return id;
}

/** The matter stands on the operator's list of tasks while it is the operator's turn. */
async function passTurn(
  tx: Tx,
  row: ProviderRequestRow,
  { requestId, author, needsInfo }: Posting,
  { newId, now, by }: { newId: NewId; now: Date; by: string },
) {
  if (author === 'operator') {
    if (needsInfo)
      await closeTask(tx, { kind: TASK_KIND, subject: requestId, by, resolution: 'waits for an answer', now });
    return;
  }
  await openTask(tx, {
    id: newId(now),
    kind: TASK_KIND,
    subject: requestId,
    detail: `${row.name} has answered.`,
    severity: 'info',
    details: { path: `/operator/providers/${requestId}`, userId: row.user_id },
    now,
  });
}
