import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newProvider, type Provider } from '../invariants/provider-scene.ts';
import { eventually, newPerson, type Scene, type Stranger, sshKey, startScene, topUp } from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import { connect, type FarmAccount, farmAccounts, requestBody, statusOf } from './provider-steps.ts';
import { problemOf, short } from './refused.ts';

const HOUR_MS = 3_600_000;

let scene: Scene;
let farm: FarmAccount;
let ana: Provider;
let bob: Provider;
let customer: Stranger;
/** Three nodes of one farm: the first two are Ana's, the third is Bob's. */
let node: number;
let other: number;
let foreign: number;
let deploymentId: string;

beforeAll(async () => {
  scene = await startScene();
  [farm] = await farmAccounts(scene.house);
  [node = 0, other = 0, foreign = 0] = farm.nodeIds;
  await scene.operator.call('getProfile');
  const { clock } = scene.house.sandboxes;
  await clock.set(Math.ceil(clock.now() / HOUR_MS) * HOUR_MS + 600_000);
  await clock.freeze(true);
  ana = await newProvider(scene.house, scene.admin, { nodeIds: [node, other], farmId: farm.farmId });
  bob = await newProvider(scene.house, scene.admin, { nodeIds: [foreign], farmId: farm.farmId });
  await scene.admin.query('update node_sync set version = version + 1');
  customer = await newPerson(scene.house);
  await topUp(scene, customer, '50.00');
  await eventually(async () => ((await stateOf(foreign)) === 'offered' ? true : undefined));
});
afterAll(() => scene?.close());

const refused = (person: Person, method: string, path: string, body?: unknown) =>
  problemOf(person.raw(method, path, body)).then(short);
const pool = (query: Record<string, unknown> = {}) => scene.operator.call('listNodePool', { query });
const idsOf = async (query: Record<string, unknown>) => (await pool(query)).items.map((item) => item.node.id);
const stateOf = async (nodeId: number) => (await pool({ q: String(nodeId) })).items[0]?.state;
const audited = async (action: string) =>
  (await scene.admin.query('select 1 from audit_log where action = $1', [action])).rowCount ?? 0;
const told = async (person: Person, title: string) =>
  (await person.call('listNotifications', { query: {} })).items.filter((item) => item.title === title).length;
const order = (nodeId: number, name: string) => ({
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'medium',
  placement: { mode: 'node' as const, nodeId },
  name,
  sshKeys: [sshKey],
});

describe('the pool', () => {
  it('names provider, state and reason, is filtered, sorted both ways, paged and exported', async () => {
    await ana.call('updateProviderNode', { params: { id: other }, body: { exposed: false } });
    const { items, total, pool: sold } = await pool();
    expect([total, sold]).toEqual([3, 'grid']);
    const seen = new Map(items.map((item) => [item.node.id, [item.provider.email, item.state, item.sharePercent]]));
    expect(seen.get(node)).toEqual([ana.email, 'offered', 10]);
    expect(seen.get(other)).toEqual([ana.email, 'hidden', 10]);
    expect(await idsOf({ state: 'hidden' })).toEqual([other]);
    expect(await idsOf({ providerId: bob.id })).toEqual([foreign]);
    expect(await idsOf({ q: bob.email.slice(0, 12) })).toEqual([foreign]);
    expect(await idsOf({ ownShare: 'true' })).toEqual([]);

    for (const sort of ['memory', '-memory', 'uptime', 'state', '-state', 'provider', '-id'] as const) {
      const whole = await idsOf({ sort });
      const paged: number[] = [];
      for (let cursor: string | undefined; paged.length < 3; ) {
        const page = await pool({ sort, limit: 1, cursor });
        paged.push(...page.items.map((item) => item.node.id));
        cursor = page.nextCursor ?? undefined;
        if (cursor === undefined) break;
      }
      expect(paged, sort).toEqual(whole);
      expect(new Set(whole).size).toBe(3);
    }
    expect(await idsOf({ sort: '-id' })).toEqual((await idsOf({ sort: 'id' })).reverse());
    const { nextCursor } = await pool({ sort: 'memory', limit: 1 });
    expect(await refused(scene.operator, 'GET', `/operator/nodes?sort=cpu&cursor=${nextCursor}`)).toBe(
      '400 validation_failed cursor',
    );
    const lines = (await (await scene.operator.raw('GET', '/operator/nodes?format=csv&state=hidden')).text())
      .trim()
      .split('\r\n');
    expect([lines.length, lines[1]?.split(',')[0]]).toEqual([2, String(other)]);
    expect(await refused(scene.operator, 'GET', '/operator/nodes/11')).toBe('404 not_found');
  });
});

describe('a node that the operator pauses', () => {
  const reason = 'Too often offline.';
  const pause = (why = reason) =>
    statusOf(scene.operator.raw('POST', `/operator/nodes/${node}/pause`, { reason: why }));

  it('takes nothing new, once, however often and at once it is paused; its provider is told why', async () => {
    expect(await refused(scene.operator, 'POST', `/operator/nodes/${node}/pause`, { reason: ' ' })).toBe(
      '400 validation_failed reason',
    );
    expect(await Promise.all([pause(), pause()])).toEqual([200, 200]);
    expect([await audited('node.paused'), await told(ana, `Node ${node} was paused`)]).toEqual([1, 1]);
    expect(await scene.operator.call('getPoolNode', { params: { id: node } })).toMatchObject({
      state: 'paused',
      pausedReason: reason,
      node: { offerable: false, notOfferableReason: 'paused by the marketplace' },
    });
    expect((await ana.call('getProviderNode', { params: { id: node } })).state).toBe('paused');
    const { name: _, sshKeys: __, ...quote } = order(node, 'x');
    expect(await refused(customer, 'POST', '/quotes', quote)).toBe('409 node_unavailable placement.nodeId');
    expect(await pause('Its disk is broken.')).toBe(200);
    expect(await audited('node.paused')).toBe(2);
    expect(await refused(scene.operator, 'POST', '/operator/nodes/11/pause', { reason })).toBe('404 not_found');
  });

  it('is offered again when it is resumed, and resuming once more is nothing', async () => {
    for (let turn = 0; turn < 2; turn++) await scene.operator.call('resumeNode', { params: { id: node } });
    expect([await audited('node.resumed'), await told(ana, `Node ${node} is no longer paused`)]).toEqual([1, 1]);
    expect(await stateOf(node)).toBe('offered');
  });
});

describe("a node's own share", () => {
  const set = (percent: number | null) =>
    scene.operator.call('setNodeShare', { params: { id: node }, body: { percent, reason: 'A good node.' } });

  it('holds from the next full hour on: what was charged before stays, and it ends as it began', async () => {
    const { id } = await customer.call('createDeployment', {
      body: order(node, 'shared'),
      idempotencyKey: randomUUID(),
    });
    deploymentId = id;
    // What its provider gets of the staking discount is not looked at here.
    await scene.admin.query('update deployments set discount_share_percent = 0 where id = $1', [id]);
    await until(customer, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    const nowMs = scene.house.sandboxes.clock.now();
    const found = await set(50);
    expect(found).toMatchObject({ ownSharePercent: 50, sharePercent: 50, generalSharePercent: 10 });
    expect(found.shares).toMatchObject([
      { percent: 50, from: new Date(Math.ceil(nowMs / HOUR_MS) * HOUR_MS).toISOString() },
    ]);
    await set(50);
    expect([await audited('node.share_changed'), await told(ana, `Your share on node ${node} is 50 %`)]).toEqual([
      1, 1,
    ]);
    expect((await ana.call('getProviderNode', { params: { id: node } })).sharePercent).toBe(50);
    expect((await ana.call('estimateEarnings', { query: { nodeId: node } })).sharePercent).toBe(50);
    await scene.house.sandboxes.clock.advance(2 * 3600);
    await set(null);
    await scene.house.sandboxes.clock.advance(2 * 3600);
    await scene.runJobs();
    const { rows } = await scene.admin.query<{ share: bigint; full: bigint }>(
      `select provider_share_units as share, amount_units - grid_cost_units as full from usage_records
       where deployment_id = $1 order by hour limit 4`,
      [deploymentId],
    );
    expect(rows.map(({ share, full }) => [BigInt(share), BigInt(full)])).toEqual(
      [10n, 50n, 50n, 10n].map((percent, at) => {
        const full = BigInt(rows[at]?.full ?? 0);
        return [(full * percent) / 100n, full];
      }),
    );
    expect(BigInt(rows[1]?.share ?? 0)).toBeGreaterThan(0n);
  });
});

describe('a node that its provider takes out for good', () => {
  const remove = () => ana.call('removeProviderNode', { params: { id: node } });

  it('takes nothing new, once; what runs on it goes on', async () => {
    expect(await refused(bob, 'DELETE', `/provider/nodes/${node}`)).toBe('404 not_found');
    const leaving = { nodeId: node, state: 'leaving', liveDeployments: 1 };
    expect(await Promise.all([remove(), remove()])).toEqual([leaving, leaving]);
    await scene.runJobs();
    expect(await remove()).toEqual(leaving);
    expect([await audited('provider_node.removed'), await stateOf(node)]).toEqual([1, 'leaving']);
    expect(await refused(ana, 'PATCH', `/provider/nodes/${node}`, { exposed: true })).toBe('409 node_leaving');
    expect((await customer.call('getNode', { params: { id: node } })).notOfferableReason).toBe(
      'its provider is taking it out',
    );
    expect((await customer.call('getDeployment', { params: { id: deploymentId } })).status).toBe('running');
  });

  it('is gone with the last deployment on it, which has earned for its provider to the end', async () => {
    await customer.call('deleteDeployment', { params: { id: deploymentId } });
    await until(customer, 'getDeployment', { params: { id: deploymentId } }, ({ status }) => status === 'deleted');
    await scene.runJobs();
    expect((await ana.call('listProviderNodes')).items.map((item) => item.node.id)).toEqual([other]);
    expect(await remove()).toEqual({ nodeId: node, state: 'removed', liveDeployments: 0 });
    expect([
      await audited('provider_node.left'),
      await told(ana, `Node ${node} is gone from this marketplace`),
    ]).toEqual([1, 1]);
    const { rows } = await scene.admin.query(
      `select count(*)::int as n from usage_records u join deployments d on d.id = u.deployment_id
       where d.id = $1 and not exists (select from node_holdings h where h.node_id = d.node_id and h.user_id = $2
         and h.from_at < u.hour + interval '1 hour' and (h.until_at is null or h.until_at > u.hour))`,
      [deploymentId, ana.id],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('comes back with a new request, which accepts the service level in force and no other', async () => {
    const text = 'Keep the node online.';
    const validFrom = new Date(scene.house.sandboxes.clock.now() + HOUR_MS).toISOString();
    await scene.operator.call('publishLegalDocument', {
      params: { kind: 'sla_provider' },
      body: { basedOn: 1, title: 'Service level', text, validFrom },
    });
    await scene.house.sandboxes.clock.advance(3600);
    expect(await refused(ana, 'POST', '/provider/requests', requestBody([node]))).toBe(
      '400 validation_failed slaVersion',
    );
    await connect(scene.house, ana, farm);
    const { id } = await ana.call('createProviderRequest', { body: requestBody([node], { slaVersion: 2 }) });
    const { rows } = await scene.admin.query('select kind, version, context from acceptances where user_id = $1', [
      ana.id,
    ]);
    expect(rows).toEqual([{ kind: 'sla_provider', version: 2, context: `provider_request:${id}` }]);
    await scene.operator.call('decideProviderRequest', { params: { id }, body: { decision: 'approve' } });
    expect(await stateOf(node)).toBe('offered');
  });
});
