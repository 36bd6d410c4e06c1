import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { findAccount, lockAccount } from '../../postgres/chain-accounts.ts';
import { changeNode, findProviderNode, lockOwnNode, type ProviderNodeRow } from '../../postgres/provider-nodes.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';
import { checkApps } from './check-apps.ts';
import { nodeDetailJson, noSuchNode } from './node.ts';
import { notConnected, proveNodes } from './prove-nodes.ts';

interface UpdateParts {
  store: Store;
  chain: Tfchain;
  supply: Supply;
  newId: NewId;
}

interface Change {
  nodeId: number;
  exposed: boolean | undefined;
  apps: string[] | undefined;
  /** Account that the chain has just named as the owner; only asked for when the node becomes exposed. */
  provenBy: string | undefined;
}

/** Hiding is possible at any time; exposing needs the proof anew, since a farm may have changed hands. */
export const updateProviderNode =
  (parts: UpdateParts): Handler<'updateProviderNode'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id: nodeId } = c.req.valid('param');
    const body = c.req.valid('json');
    const apps = body.apps && checkApps(body.apps);
    const present = await findProviderNode(parts.store.db, nodeId);
    if (present?.user_id !== user.id) throw noSuchNode();
    if (body.exposed && present.leaving_since !== null) throw leaving(nodeId);
    const provenBy = body.exposed && !present.exposed ? await proveAgain(parts, user.id, nodeId) : undefined;
    const row = await parts.store.transaction((tx) =>
      change(tx, c, parts.newId, { nodeId, exposed: body.exposed, apps, provenBy }),
    );
    parts.supply.invalidate();
    return c.json(await nodeDetailJson(parts, row), 200);
  };

async function proveAgain({ store, chain }: UpdateParts, userId: string, nodeId: number): Promise<string> {
  const account = await findAccount(store.db, userId);
  if (!account) throw notConnected();
  await proveNodes(chain, [nodeId], account.address, () => 'exposed');
  return account.address;
}

async function change(tx: Tx, c: HttpContext, newId: NewId, wanted: Change): Promise<ProviderNodeRow> {
  const { user } = actorOf(c);
  const { nodeId, provenBy } = wanted;
  const before = await lockOwnNode(tx, user.id, nodeId);
  if (!before) throw noSuchNode();
  const exposed = wanted.exposed ?? before.exposed;
  if (exposed && before.leaving_since !== null) throw leaving(nodeId);
  if (exposed && !before.exposed) {
    const account = await lockAccount(tx, user.id);
    if (provenBy === undefined || account?.address !== provenBy) throw notConnected();
  }
  const after = { exposed, apps: wanted.apps ?? before.apps };
  const same = after.exposed === before.exposed && after.apps.join() === before.apps.join();
  if (same) return before;
  await changeNode(tx, nodeId, after, c.get('now'));
  await writeAudit(tx, {
    ...auditFacts(c, newId),
    action: 'provider_node.changed',
    object: `node:${nodeId}`,
    before: { exposed: before.exposed, apps: before.apps },
    after,
  });
  return { ...before, ...after };
}

const leaving = (nodeId: number) =>
  new HttpProblem('node_leaving', `Node ${nodeId} is being taken out. To bring it again, send a new request.`);
