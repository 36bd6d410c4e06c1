import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/ids.ts';
import { grantRole } from '../../packages/server/src/postgres/identity.ts';
import { createSupply } from '../../packages/server/src/supply.ts';
import {
  eventually,
  newPerson,
  type Scene,
  type Stranger,
  sshKey,
  startScene,
  topUp,
  usd,
} from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import {
  apply,
  connect,
  type FarmAccount,
  farmAccounts,
  requestBody,
  rolesAtIssuer,
  statusOf,
} from './provider-steps.ts';
import { problemOf, short } from './refused.ts';

let scene: Scene;
let farm: FarmAccount;
let ana: Stranger;
let anaId: string;
let bob: Stranger;
let secondOperator: Stranger;
/** Two nodes of the farm; the third stays away from the marketplace. */
let node: number;
let other: number;

beforeAll(async () => {
  scene = await startScene({ management: true });
  [farm] = await farmAccounts(scene.house);
  [node = 0, other = 0] = farm.nodeIds;
  await scene.operator.call('getProfile');
  [ana, bob, secondOperator] = await Promise.all([
    newPerson(scene.house),
    newPerson(scene.house),
    newPerson(scene.house),
  ]);
  [anaId] = await Promise.all([idOf(ana), idOf(bob)]);
  await grant(await idOf(secondOperator), 'cloud-operator');
  await connect(scene.house, ana, farm);
});
afterAll(() => scene?.close());

const now = () => new Date(scene.house.sandboxes.clock.now());
const idOf = async (person: Person) => (await person.call('getProfile')).id;
const grant = (userId: string, role: 'cloud-provider' | 'cloud-operator') =>
  scene.store.transaction((tx) => grantRole(tx, { userId, role, by: 'test', reason: 'test', now: now(), newId }));
const refused = (person: Person, method: string, path: string, body?: unknown, headers = {}) =>
  problemOf(person.raw(method, path, body, headers)).then(short);
const decide = (person: Person, id: string, body: object) =>
  statusOf(person.raw('POST', `/operator/provider-requests/${id}/decision`, body));
const reasonOf = async (id: number) => (await bob.call('getNode', { params: { id } })).notOfferableReason;
const audited = async (action: string) =>
  (await scene.admin.query('select 1 from audit_log where action = $1', [action])).rowCount ?? 0;
const order = (nodeId: number) => ({
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'node' as const, nodeId },
});

describe('a decision', () => {
  const no = { decision: 'decline', reason: 'The nodes are too often offline.' };

  it('no: with its reason, and one may apply again', async () => {
    const { id } = await apply(ana, [node]);
    expect(await decide(scene.operator, id, { decision: 'decline' })).toBe('400 validation_failed');
    expect(await decide(scene.operator, id, no)).toBe(200);
    expect(await ana.call('getProviderRequest', { params: { id } })).toMatchObject({
      status: 'declined',
      decisionReason: no.reason,
    });
    expect((await ana.call('getProfile')).roles).toEqual(['cloud-user']);
    const query = { status: 'declined' as const, q: String(node) };
    const { items } = await scene.operator.call('listAllProviderRequests', { query });
    expect(items.map((item) => item.id)).toEqual([id]);
  });

  it('yes: only while the account that proved the nodes is connected', async () => {
    const { id } = await apply(ana, [node]);
    await scene.admin.query('update chain_accounts set disconnected_at = connected_at where disconnected_at is null');
    expect((await scene.operator.call('reviewProviderRequest', { params: { id } })).accountConnected).toBe(false);
    expect(await decide(scene.operator, id, { decision: 'approve' })).toBe('422 node_not_owned');
    expect((await ana.call('getProfile')).roles).toEqual(['cloud-user']);
    await ana.call('withdrawProviderRequest', { params: { id } });
    await connect(scene.house, ana, farm);
  });

  it('is made by one of two operators at once; the same again is nothing, another one is refused', async () => {
    const { id } = await apply(ana, [node, other]);
    const answers = await Promise.all([
      decide(scene.operator, id, { decision: 'approve' }),
      decide(secondOperator, id, no),
    ]);
    expect(answers.map(String).sort()).toEqual(['200', '409 request_final']);
    const made = answers[0] === 200 ? { decision: 'approve' } : no;
    expect(await Promise.all([1, 2].map(() => decide(secondOperator, id, made)))).toEqual([200, 200]);
    const object = `provider_request:${id}`;
    const { rows } = await scene.admin.query(
      `select action from audit_log where object = $1 and action ~ 'approved|declined'
       union all select title from notifications where dedupe_key = $2`,
      [object, `provider-decision:${id}`],
    );
    expect(rows).toHaveLength(2);
    if (answers[0] !== 200) await approve([node, other]);
  });

  it('is exported with what was asked', async () => {
    const answer = await scene.operator.raw('GET', '/operator/provider-requests?status=all&format=csv');
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines[0]).toMatch(/^id,status,sent_at,name,/);
    expect(lines.length).toBeGreaterThan(3);
  });
});

describe('an approval', () => {
  it('gives the role at once, lists the nodes and exposes them', async () => {
    expect((await ana.call('getProfile')).roles).toEqual(['cloud-user', 'cloud-provider']);
    const { items } = await ana.call('listProviderNodes');
    expect(items.map((item) => [item.node.id, item.exposed, item.apps])).toEqual(
      [node, other].sort((a, b) => a - b).map((id) => [id, true, ['vm']]),
    );
    const found = await bob.call('listNodes', { query: { exposed: 'true', sort: 'id' } });
    expect(found.items.map((item) => item.id)).toEqual([node, other].sort((a, b) => a - b));
    expect(await ana.call('getProviderProfile')).toMatchObject({
      name: 'Paula Provider',
      contactEmail: 'paula@farm.test',
    });
  });

  it('is told to the issuer once it hears, though its answers get lost', async () => {
    await eventually(async () => {
      await scene.runJobs();
      return (await mirrorState(anaId)).behind ? undefined : true;
    });
    expect(await rolesAtIssuer(scene.house, ana.email)).toEqual(['cloud-user', 'cloud-provider']);
    await scene.control.post('/oidc/faults', { kind: 'timeoutAfterEffect', count: 2, ms: 10 });
    await scene.control.post('/oidc/faults', { kind: 'error500' });
    await revoke();
    await eventually(async () => {
      await scene.operator.call('runJobs');
      return (await mirrorState(anaId)).behind ? undefined : true;
    });
    expect(await rolesAtIssuer(scene.house, ana.email)).toEqual(['cloud-user']);
    const before = await mirrorState(anaId);
    await scene.runJobs();
    expect(await mirrorState(anaId)).toEqual(before);
  });
});

describe('a revocation', () => {
  it('takes the role at once, hides the nodes, tells the provider, and is done once', async () => {
    expect(await refused(ana, 'GET', '/provider/nodes')).toBe('403 forbidden');
    expect(await reasonOf(node)).toBe('its provider is no longer part of this marketplace');
    expect(await scene.operator.call('revokeProvider', { params: { id: anaId }, body: { reason: 'again' } })).toEqual({
      userId: anaId,
      roles: ['cloud-user'],
      hiddenNodeIds: [],
    });
    expect([await audited('provider.revoked'), await audited('role.revoked')]).toEqual([1, 1]);
    const mails = await scene.control.get<{ items: { subject: string }[] }>(`/mail?to=${ana.email}`);
    expect(mails.items.map(({ subject }) => subject)).toContain('You are no longer a cloud provider here');
  });

  it('allows another request, and the same nodes come back with it', async () => {
    await approve([node, other]);
    expect((await ana.call('getProfile')).roles).toEqual(['cloud-user', 'cloud-provider']);
    expect(await reasonOf(node)).toBeNull();
    expect(await refused(ana, 'POST', '/provider/requests', requestBody([node]))).toBe('409 node_taken nodeIds.0');
  });
});

describe('a node', () => {
  it('that is hidden is sold no more, not even by a quote given before', async () => {
    await topUp(scene, bob, '20.00');
    const quote = await bob.call('createQuote', { body: order(node) });
    expect(await refused(bob, 'PATCH', `/provider/nodes/${node}`, { exposed: false })).toBe('403 forbidden');
    await ana.call('updateProviderNode', { params: { id: node }, body: { exposed: false } });
    expect(await reasonOf(node)).toBe('hidden by its provider');
    const body = { ...order(node), name: 'late', sshKeys: [sshKey], quoteId: quote.id };
    const keyed = { 'idempotency-key': randomUUID() };
    expect(await refused(bob, 'POST', '/deployments', body, keyed)).toBe('409 node_unavailable placement.nodeId');
    expect(await refused(bob, 'POST', '/quotes', order(node))).toBe('409 node_unavailable placement.nodeId');
    expect(await bob.call('getBalance')).toMatchObject({ available: usd('20.0000000'), held: usd('0.0000000') });
  });

  it('is seen hidden and exposed by every other process', async () => {
    const elsewhere = createSupply({ store: scene.store, clock: scene.house.marketplace.adapters.clock });
    const hidden = async () => (await elsewhere.index()).byId.get(node)?.notOfferable?.code;
    expect(await hidden()).toBe('hidden');
    await ana.call('updateProviderNode', { params: { id: node }, body: { exposed: true } });
    await eventually(async () => ((await hidden()) === undefined ? true : undefined));
    expect(await audited('provider_node.changed')).toBe(2);
  });

  it('cannot be exposed without the account that owns it', async () => {
    await ana.call('updateProviderNode', { params: { id: other }, body: { exposed: false } });
    await scene.admin.query('update chain_accounts set disconnected_at = connected_at where user_id = $1', [anaId]);
    expect(await refused(ana, 'PATCH', `/provider/nodes/${other}`, { exposed: true })).toBe(
      '409 account_not_connected',
    );
    await scene.admin.query(
      'update chain_accounts set disconnected_at = null where user_id = $1 and connected_at = (select max(connected_at) from chain_accounts)',
      [anaId],
    );
    await ana.call('updateProviderNode', { params: { id: other }, body: { exposed: true } });
  });

  it('takes the apps that its provider accepts', async () => {
    await scene.admin.query("update provider_nodes set apps = '{nextcloud}' where node_id = $1", [other]);
    await scene.admin.query('update node_sync set version = version + 1');
    await eventually(async () =>
      (await statusOf(bob.raw('POST', '/quotes', order(other)))) === 201 ? undefined : true,
    );
    expect(await refused(bob, 'POST', '/quotes', order(other))).toBe('409 node_unavailable placement.nodeId');
    await ana.call('updateProviderNode', { params: { id: other }, body: { apps: ['vm'] } });
    expect((await bob.call('createQuote', { body: order(other) })).nodeId).toBe(other);
  });

  it('of somebody else does not exist', async () => {
    await grant(await idOf(bob), 'cloud-provider');
    expect(await refused(bob, 'GET', `/provider/nodes/${node}`)).toBe('404 not_found');
    expect(await refused(bob, 'PATCH', `/provider/nodes/${node}`, { exposed: false })).toBe('404 not_found');
    expect((await bob.call('listProviderNodes')).items).toEqual([]);
  });

  it('is ordered by another user where only listed nodes are sold, and its provider sees no more than a count', async () => {
    const value = JSON.stringify({ nodePool: 'listed' });
    await scene.admin.query("insert into settings values ('providers', $1, now(), 'test')", [value]);
    await eventually(async () =>
      (await reasonOf(11)) === 'no provider of this marketplace offers it' ? true : undefined,
    );
    const auto = { ...order(node), placement: { mode: 'auto' as const }, name: 'machine-of-bob', sshKeys: [sshKey] };
    const { id, nodeId } = await bob.call('createDeployment', { body: auto, idempotencyKey: randomUUID() });
    expect([node, other]).toContain(nodeId);
    await until(bob, 'getDeployment', { params: { id } }, ({ status }) => status === 'running' || status === 'failed');
    expect((await bob.call('getDeployment', { params: { id } })).status).toBe('running');
    const answer = await ana.raw('GET', `/provider/nodes/${nodeId}`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ liveDeployments: 1, node: { exposed: true } });
    for (const secret of ['machine-of-bob', bob.email, sshKey.split(' ')[1] ?? '', id])
      expect(text).not.toContain(secret);
    await scene.admin.query("delete from settings where key = 'providers'");
  });

  it('shows what it would earn, for whoever asks', async () => {
    const estimate = await bob.call('estimateEarnings', { query: { nodeId: node } });
    expect(estimate).toMatchObject({
      chain: { specVersion: 157, paysProviders: true },
      sharePercent: 10,
      discountSharePercent: 50,
    });
    const [full, half] = estimate.cases;
    expect([full?.use, half?.use, full?.levels.map(({ discountPercent }) => discountPercent)]).toEqual([
      'full',
      'half',
      [0, 20, 30, 40, 60],
    ]);
    expect(await refused(bob, 'GET', '/provider/earnings-estimate?nodeId=999999')).toBe('404 not_found');
  });
});

async function approve(nodeIds: number[]) {
  const { id } = await apply(ana, nodeIds);
  expect(await decide(scene.operator, id, { decision: 'approve' })).toBe(200);
}

const revoke = () =>
  scene.operator.call('revokeProvider', { params: { id: anaId }, body: { reason: 'The SLA was not kept.' } });

async function mirrorState(userId: string) {
  const { rows } = await scene.admin.query(
    'select mirrored_version < version as behind, mirrored_version, mirrored_at from role_mirrors where user_id = $1',
    [userId],
  );
  return rows[0] as { behind: boolean };
}
