import { isOpenRequest, judgeMove, requestApprovedNotice, requestDeclinedNotice } from '@marketplace/core/providers';
import { isRefusal } from '@marketplace/core/refusal';
import type { RoleMirror } from '../../auth0/role-mirror.ts';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { lockAccount } from '../../postgres/chain-accounts.ts';
import { grantRole } from '../../postgres/identity.ts';
import { notify } from '../../postgres/notifications.ts';
import { listNodesOf } from '../../postgres/provider-nodes.ts';
import { findProviderProfile, saveProviderProfile } from '../../postgres/provider-profiles.ts';
import { findRequest, lockRequest, moveRequest, type ProviderRequestRow } from '../../postgres/provider-requests.ts';
import { requestRoleMirror } from '../../postgres/role-mirrors.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import type { Supply } from '../supply.ts';
import { type ProvenNode, proveNodes } from './prove-nodes.ts';
import { noSuchRequest, TASK_KIND } from './request.ts';
import { reviewJson } from './review.ts';

interface DecideParts {
  store: Store;
  chain: Tfchain;
  supply: Supply;
  roleMirror: RoleMirror | undefined;
  newId: NewId;
}

interface Deciding {
  id: string;
  approve: boolean;
  reason: string | null;
  /** What the chain has shown for an approval, and for which address. */
  proven: { nodes: ProvenNode[]; address: string } | undefined;
}

/**
 * The request's row is locked, so of two operators one decides; the other repeats the same or is refused. The chain is
 * asked before the transaction, and in it the account that it spoke of must still be connected.
 */
export const decideProviderRequest =
  (parts: DecideParts): Handler<'decideProviderRequest'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { decision, reason } = c.req.valid('json');
    const approve = decision === 'approve';
    const proven = approve ? await proveAgain(parts, id) : undefined;
    await parts.store.transaction((tx) => decide(tx, c, parts, { id, approve, reason: reason ?? null, proven }));
    parts.supply.invalidate();
    return c.json(await reviewJson(parts, id), 200);
  };

async function proveAgain({ store, chain }: DecideParts, id: string): Promise<Deciding['proven']> {
  const found = await findRequest(store.db, id);
  if (!found) throw noSuchRequest();
  if (!isOpenRequest(found.status)) return undefined;
  const nodeIds = found.nodes.map(({ nodeId }) => nodeId);
  const address = found.account_address;
  return { nodes: await proveNodes(chain, nodeIds, address, (index) => `nodes.${index}`), address };
}

async function decide(tx: Tx, c: HttpContext, parts: DecideParts, deciding: Deciding): Promise<void> {
  const { id, approve, reason } = deciding;
  const now = c.get('now');
  const operatorId = actorOf(c).user.id;
  const row = await lockRequest(tx, id);
  if (!row) throw noSuchRequest();
  const status = approve ? 'approved' : 'declined';
  const move = judgeMove(row.status, status);
  if (isRefusal(move)) throw problemOf(move);
  if (move === 'nothing') return;
  await moveRequest(tx, id, status, {
    now,
    open: false,
    decided_at: now,
    decided_by: operatorId,
    decision_reason: reason,
  });
  await closeTask(tx, { kind: TASK_KIND, subject: id, by: `user:${operatorId}`, resolution: status, now });
  if (approve) await welcome(tx, c, parts, row, deciding);
  else
    await notify(tx, {
      userId: row.user_id,
      notice: requestDeclinedNotice({ id, reason: reason ?? '' }),
      now,
      newId: parts.newId,
    });
  await writeAudit(tx, {
    ...auditFacts(c, parts.newId),
    action: `provider_request.${status}`,
    object: `provider_request:${id}`,
    before: { status: row.status },
    after: { status, ...(deciding.proven ? { nodeIds: deciding.proven.nodes.map(({ nodeId }) => nodeId) } : {}) },
    ...(reason === null ? {} : { reason }),
  });
}

/** Role, nodes and profile of an approved request, and the news. */
async function welcome(
  tx: Tx,
  c: HttpContext,
  { newId, roleMirror }: DecideParts,
  row: ProviderRequestRow,
  { id, reason, proven }: Deciding,
): Promise<void> {
  const now = c.get('now');
  const { user_id: userId } = row;
  const account = await lockAccount(tx, userId);
  if (!proven || account?.id !== row.chain_account_id || account.address !== proven.address)
    throw new HttpProblem('node_not_owned', 'The account that proved the nodes is no longer connected.');
  await listNodesOf(tx, { userId, nodes: proven.nodes, apps: row.apps, now });
  if (!(await findProviderProfile(tx, userId)))
    await saveProviderProfile(tx, {
      user_id: userId,
      name: row.name,
      contact_email: row.contact_email,
      contact_phone: row.contact_phone,
      website: null,
      about: null,
      created_at: now,
      updated_at: now,
    });
  const nodeIds = proven.nodes.map(({ nodeId }) => nodeId);
  await notify(tx, { userId, notice: requestApprovedNotice({ id, nodeIds, reason }), now, newId });
  const { actor: by, at: _, ...audit } = auditFacts(c, newId);
  const granted = await grantRole(tx, {
    ...audit,
    userId,
    role: 'cloud-provider',
    by,
    reason: `provider request ${id}`,
    now,
    newId,
  });
  if (granted && roleMirror) await requestRoleMirror(tx, userId);
}
