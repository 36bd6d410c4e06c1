import { checkAcceptance } from '@marketplace/core/legal';
import { requestSentNotice } from '@marketplace/core/providers';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { findAccount, lockAccount } from '../../postgres/chain-accounts.ts';
import { currentLegalVersion, recordAcceptance } from '../../postgres/legal.ts';
import { notifyRole } from '../../postgres/notifications.ts';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import { insertRequest } from '../../postgres/provider-requests.ts';
import { type Database, type Store, type Tx, violates } from '../../postgres/store.ts';
import { openTask } from '../../postgres/tasks.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext, hasRole } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import type { Supply } from '../supply.ts';
import { networkWords, requireNetwork } from './account.ts';
import { checkApps } from './check-apps.ts';
import { notConnected, type ProvenNode, proveNodes } from './prove-nodes.ts';
import { ownRequestJson, TASK_KIND } from './request.ts';

interface CreateParts {
  store: Store;
  chain: Tfchain;
  supply: Supply;
  newId: NewId;
}

type Input = {
  name: string;
  contactEmail: string;
  contactPhone?: string | undefined;
  comment?: string | undefined;
  slaVersion: number;
};

interface Sending {
  id: string;
  input: Input;
  apps: string[];
  nodes: ProvenNode[];
  address: string;
  network: string;
}

/** The chain is asked before the transaction; in it the account is held still, so that it is the one that was proven. */
export const createProviderRequest =
  (parts: CreateParts): Handler<'createProviderRequest'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const now = c.get('now');
    const apps = checkApps(body.apps);
    const nodeIds = [...new Set(body.nodeIds)];
    await refuseOutdated(parts.store.db, body.slaVersion, now);
    const account = await findAccount(parts.store.db, user.id);
    if (!account) throw notConnected();
    const nodes = await proveNodes(parts.chain, nodeIds, account.address);
    await refuseUnknown(parts.supply, nodeIds);
    const network = networkWords(await requireNetwork(parts.store));
    const sending = { id: parts.newId(now), input: body, apps, nodes, address: account.address, network };
    const request = {
      userId: user.id,
      operation: 'createProviderRequest',
      key: c.req.valid('header')['idempotency-key'],
      body,
      now,
    };
    const { resourceId } = await parts.store
      .transaction((tx) => once(tx, request, () => send(tx, c, parts.newId, sending)))
      .catch((error: unknown) => {
        if (violates(error, 'provider_requests_open')) throw alreadyOpen();
        if (violates(error, 'provider_request_nodes_claimed')) throw claimed();
        throw error;
      });
    return c.json(await ownRequestJson(parts.store.db, user.id, resourceId), 201);
  };

async function send(tx: Tx, c: HttpContext, newId: NewId, sending: Sending): Promise<string> {
  const { user } = actorOf(c);
  const now = c.get('now');
  const { id, input, apps, nodes, network } = sending;
  await refuseOutdated(tx, input.slaVersion, now);
  const account = await lockAccount(tx, user.id);
  if (account?.address !== sending.address) throw notConnected();
  if (hasRole(actorOf(c), 'cloud-provider')) await refuseListed(tx, user.id, nodes);
  await insertRequest(
    tx,
    {
      id,
      user_id: user.id,
      status: 'pending',
      chain_account_id: account.id,
      network,
      apps,
      name: input.name,
      contact_email: input.contactEmail,
      contact_phone: input.contactPhone ?? null,
      comment: input.comment ?? null,
      sla_version: input.slaVersion,
      sla_accepted_at: now,
      decided_at: null,
      decided_by: null,
      decision_reason: null,
      created_at: now,
      updated_at: now,
    },
    nodes,
  );
  await recordAcceptance(tx, {
    userId: user.id,
    kind: 'sla_provider',
    version: input.slaVersion,
    context: `provider_request:${id}`,
    now,
  });
  const nodeIds = nodes.map(({ nodeId }) => nodeId);
  await openTask(tx, {
    id: newId(now),
    kind: TASK_KIND,
    subject: id,
    detail: `${input.name} asks to offer ${nodeIds.length === 1 ? 'a node' : `${nodeIds.length} nodes`}.`,
    severity: 'info',
    details: { path: `/operator/providers/${id}`, userId: user.id },
    now,
  });
  await notifyRole(tx, {
    role: 'cloud-operator',
    notice: requestSentNotice({ id, name: input.name, nodeIds }),
    now,
    newId,
  });
  await writeAudit(tx, {
    ...auditFacts(c, newId),
    action: 'provider_request.sent',
    object: `provider_request:${id}`,
    after: { nodeIds, apps, slaVersion: input.slaVersion, address: sending.address },
  });
  return id;
}

/** Only the service level that is in force now can be accepted; said before the chain is asked, and again when it is written. */
async function refuseOutdated(db: Database | Tx, accepted: number, now: Date): Promise<void> {
  const objection = checkAcceptance(accepted, await currentLegalVersion(db, 'sla_provider', now), 'slaVersion');
  if (objection) throw problemOf(objection);
}

/** What the grid does not list yet cannot be sold, whoever owns it. */
async function refuseUnknown(supply: Supply, nodeIds: readonly number[]): Promise<void> {
  const { byId } = await supply.index();
  const wrong = nodeIds.findIndex((nodeId) => !byId.has(nodeId));
  if (wrong >= 0)
    throw fieldProblem(`nodeIds.${wrong}`, 'is not listed by the grid yet; ask again when it has reported');
}

/** A node that leaves may be asked for again. Who lost the role asks for the same nodes again; who holds it has them. */
async function refuseListed(tx: Tx, userId: string, nodes: readonly ProvenNode[]): Promise<void> {
  const stays = (await nodesOfProvider(tx, userId)).filter((node) => node.leaving_since === null);
  const mine = new Set(stays.map((node) => node.node_id));
  const wrong = nodes.findIndex(({ nodeId }) => mine.has(nodeId));
  if (wrong < 0) return;
  throw new HttpProblem('node_taken', `You offer node ${nodes[wrong]?.nodeId} already.`, {
    errors: [{ path: `nodeIds.${wrong}`, message: 'is offered by you already' }],
  });
}

const alreadyOpen = () =>
  new HttpProblem(
    'request_open',
    'You have a request that is not decided yet. Add to it by a message, or withdraw it.',
  );
const claimed = () => new HttpProblem('node_taken', 'One of these nodes is asked for by an open request already.');
