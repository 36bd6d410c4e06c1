import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp } from '../invariants/scene.ts';
import { ask } from './refused.ts';

let scene: Scene;
let user: Stranger;
let other: Stranger;
beforeAll(async () => {
  scene = await startScene();
  [user, other] = [await newPerson(scene.house), await newPerson(scene.house)];
});
afterAll(() => scene?.close());

const ghent = '51.05,3.72';
const save = (name: string, query = 'country=Belgium&minCpu=4', idempotencyKey: string = randomUUID()) =>
  user.raw('POST', '/node-filters', { name, query }, { 'idempotency-key': idempotencyKey });
const problem = async (answer: Response) => {
  const { code, errors } = (await answer.json()) as { code: string; errors?: { path: string }[] };
  return { status: answer.status, code, path: errors?.[0]?.path };
};

describe('a search by distance', () => {
  it('is sorted from near to far, stays within its limit, and its pages add up to the exact total', async () => {
    const query = { near: ghent, maxDistanceKm: '600', sort: 'distance' as const, limit: '40' };
    const found: { id: number; distanceKm?: number | null | undefined }[] = [];
    let cursor: string | undefined;
    let total = 0;
    do {
      const page = await user.call('listNodes', { query: { ...query, ...(cursor ? { cursor } : {}) } });
      found.push(...page.items);
      total = page.total;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const km = found.map(({ distanceKm }) => distanceKm ?? Number.NaN);
    expect(found.length).toBe(total);
    expect(total).toBeGreaterThan(40);
    expect(km).toEqual([...km].sort((a, b) => a - b));
    expect(km.every((one) => one <= 600)).toBe(true);
  });

  it.each(['sort=distance', 'maxDistanceKm=5', 'near=91,0&sort=distance', 'near=here&sort=distance'])(
    'needs a place on the globe: %s',
    async (query) => {
      expect(await problem(await ask(scene.house, 'GET', `/nodes?${query}`))).toMatchObject({
        status: 400,
        code: 'validation_failed',
        path: 'near',
      });
    },
  );
});

describe('own nodes', () => {
  it('are those that the signed-in provider brought; a visitor is asked to sign in', async () => {
    const [node] = (await user.call('listNodes', { query: { limit: '1' } })).items;
    if (!node) throw new Error('the grid is empty');
    await scene.admin.query(
      `insert into provider_nodes (node_id, user_id, farm_id, exposed, apps, status, created_at, updated_at)
       values ($1, (select id from users where email = $2), $3, true, '{vm}', 'listed', $4, $4)`,
      [node.id, user.email, node.farmId, new Date(0)],
    );
    const mine = await user.call('listNodes', { query: { mine: 'true' } });
    expect(mine).toMatchObject({ total: 1, items: [{ id: node.id }] });
    expect((await other.call('listNodes', { query: { mine: 'true' } })).total).toBe(0);
    expect((await ask(scene.house, 'GET', '/nodes?mine=true')).status).toBe(401);
    const why = await other.call('whyNotNode', { params: { id: node.id }, query: { mine: 'true' } });
    expect(why).toEqual({
      nodeId: node.id,
      fits: false,
      reasons: [{ filter: 'mine', reason: 'is not one of your nodes' }],
    });
  });
});

describe('why not this node', () => {
  it('names each filter and each part of the order that keeps it out, and nothing for one that is found', async () => {
    const [node] = (await user.call('listNodes', { query: { status: 'up', certified: 'false', limit: '1' } })).items;
    if (!node) throw new Error('no such node');
    const params = { id: node.id };
    const asked = { country: node.country, minCpu: String(node.total.cpu) };
    expect(await user.call('whyNotNode', { params, query: asked })).toEqual({
      nodeId: node.id,
      fits: true,
      reasons: [],
    });
    const order = { appId: 'vm', imageId: 'ubuntu-24.04', cpu: '2', memoryMb: '262144', diskGb: '10000' };
    const why = await user.call('whyNotNode', { params, query: { ...asked, certified: 'true', ...order } });
    expect(why.fits).toBe(false);
    expect(why.reasons).toContainEqual({ filter: 'certified', reason: 'is not certified' });
    expect(why.reasons.filter(({ filter }) => filter === 'order').map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^needs .* more SSD$/)]),
    );
  });

  it('refuses half an order by field, and a node that nobody knows', async () => {
    const at = (path: string) => ask(scene.house, 'GET', path).then(problem);
    expect(await at('/nodes/1/why-not?cpu=2')).toMatchObject({ status: 400, path: 'appId' });
    expect(await at('/nodes/1/why-not?appId=vm')).toMatchObject({ status: 400, path: 'imageId' });
    expect(await at('/nodes/1/why-not?appId=vm&imageId=ubuntu-24.04&cpu=2')).toMatchObject({ path: 'cpu' });
    expect(await at('/nodes/99999999/why-not')).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('saved searches', () => {
  it('are kept, renamed, changed and deleted by their owner alone', async () => {
    const key = randomUUID();
    const saved = (await (await save('Near home', undefined, key)).json()) as { id: string };
    expect(await (await save('Near home', undefined, key)).json()).toMatchObject({ id: saved.id });
    expect(await problem(await save('near HOME'))).toEqual({
      status: 409,
      code: 'saved_filter_name_taken',
      path: 'name',
    });
    const params = { id: saved.id };
    const body = { name: 'Far away', query: `near=${ghent}&sort=distance` };
    expect(await user.call('updateNodeFilter', { params, body })).toMatchObject({ id: saved.id, ...body });
    expect((await user.call('listNodeFilters')).items).toMatchObject([body]);
    expect((await other.call('listNodeFilters')).items).toEqual([]);
    for (const [method, change] of [
      ['PATCH', { name: 'Mine' }],
      ['DELETE', undefined],
    ] as const)
      expect((await other.raw(method, `/node-filters/${saved.id}`, change)).status).toBe(404);
    await user.call('deleteNodeFilter', { params });
    expect((await user.call('listNodeFilters')).items).toEqual([]);
  });

  it.each(['minCpu=many', 'colour=red', 'sort=distance', 'country=A&country=B', 'limit=5'])(
    'hold what a search of nodes takes, not: %s',
    async (query) => {
      expect(await problem(await save('wrong', query))).toEqual({
        status: 400,
        code: 'validation_failed',
        path: 'query',
      });
    },
  );

  it('are twenty at most, also when many are saved at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, (_, place) => save(`number ${place}`)));
    const codes = await Promise.all(answers.map(problem));
    expect(codes.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(codes.filter(({ code }) => code === 'saved_filter_limit_reached')).toHaveLength(4);
    const { items } = await user.call('listNodeFilters');
    expect(items).toHaveLength(20);
    await user
      .call('saveNodeFilter', {
        body: { name: 'one more', query: 'gpu=true' },
        idempotencyKey: randomUUID(),
      })
      .then(
        () => expect.unreachable(),
        () => undefined,
      );
  });
});

it('our pick tells its score on the quote and keeps it on the deployment; a named node has none', async () => {
  await topUp(scene, user, '20.00');
  const asked = { appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'small' };
  const order = { ...asked, name: 'scored', sshKeys: [sshKey] };
  const quote = await user.call('createQuote', { body: { ...order, placement: { mode: 'auto' } } });
  expect(quote.nodeScore?.map(({ code, weight }) => [code, weight])).toEqual([
    ['price', 60],
    ['uptime', 30],
    ['room', 10],
  ]);
  const made = await user.call('createDeployment', {
    body: { ...order, placement: { mode: 'auto' }, quoteId: quote.id ?? '' },
    idempotencyKey: randomUUID(),
  });
  expect(made.nodeScore).toEqual(quote.nodeScore);
  const named = await user.call('createQuote', {
    body: { ...asked, placement: { mode: 'node', nodeId: quote.nodeId } },
  });
  expect(named.nodeScore).toBeNull();
});
