import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { ask, problemOf, short } from './refused.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let scene: Scene;
let provider: Person;
let other: Person;
let user: Stranger;
/** A node of the provider's, with a machine of the user's on it. */
let nodeId: number;
let deploymentId: string;

beforeAll(async () => {
  scene = await startScene();
  provider = await asProvider('provider@demo.test');
  other = await asProvider('provider2@demo.test');
  user = await newPerson(scene.house);
  await topUp(scene, user, '20.00');
  deploymentId = (
    await user.call('createDeployment', {
      body: {
        name: 'shop-web',
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'small',
        placement: { mode: 'auto' },
        publicIpv4: false,
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    })
  ).id;
  const running = await until(
    user,
    'getDeployment',
    { params: { id: deploymentId } },
    ({ status }) => status === 'running',
  );
  nodeId = running.nodeId;
  await bring(nodeId, provider);
});
afterAll(() => scene?.close());

async function asProvider(email: string): Promise<Person> {
  const person = await signIn(scene.house, email);
  const { id, roles } = await person.call('getProfile');
  if (!roles.includes('cloud-provider'))
    await scene.operator.call('updateUser', {
      params: { id },
      body: { act: 'grant_role', role: 'cloud-provider', reason: 'For the test.' },
    });
  return person;
}

/** As an approved request would: the node is the provider's here. */
async function bring(id: number, person: Person): Promise<void> {
  const owner = (await person.call('getProfile')).id;
  await scene.admin.query(
    `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
     select id, $2, farm_id, 'listed', true, '{vm}', '2026-01-01', '2026-01-01' from nodes where id = $1`,
    [id, owner],
  );
}

const now = () => scene.house.marketplace.adapters.clock.now().getTime();
const at = (ms: number) => new Date(now() + ms).toISOString();
const span = (from: number, length = HOUR) => ({
  startsAt: at(from),
  endsAt: at(from + length),
  timeZone: 'Europe/Brussels',
});
const schedule = (body: object, person: Person = provider, path = '/provider/maintenance') =>
  ask(scene.house, 'POST', path, { token: person.token, body });
const refused = async (answer: Promise<Response>) => short(await problemOf(answer));
const advance = async (ms: number) => {
  await scene.control.post('/clock/advance', { seconds: Math.ceil(ms / 1000) });
  // Tokens live a day of the moved clock.
  provider = await signIn(scene.house, 'provider@demo.test');
  scene.operator = await signIn(scene.house, 'operator@demo.test');
  await scene.runJobs();
};
const noticesOf = async () => {
  const { rows } = await scene.store.pool.query<{ title: string }>(
    "select title from notifications where user_id = (select user_id from deployments where id = $1) and topic = 'maintenance' order by created_at, id",
    [deploymentId],
  );
  return rows.map(({ title }) => title.replace(/: node \d+$/, ''));
};

describe('announcing is refused', () => {
  it.each([
    ['400 validation_failed startsAt', () => ({ nodeId, ...span(-HOUR, 2 * HOUR) })],
    ['400 validation_failed endsAt', () => ({ nodeId, ...span(HOUR, 0) })],
    ['400 validation_failed endsAt', () => ({ nodeId, ...span(HOUR, 15 * DAY) })],
    ['400 validation_failed timeZone', () => ({ nodeId, ...span(HOUR), timeZone: 'Mars/Olympus' })],
    ['400 validation_failed nodeId', () => ({ nodeId: 9_999_999, ...span(HOUR) })],
    ['400 validation_failed force', () => ({ nodeId, ...span(HOUR), force: true })],
  ])('%s', async (expected, body) => expect(await refused(schedule(body()))).toBe(expected));

  it('for a node that another brought, and to whoever lacks the role', async () => {
    expect(await refused(schedule({ nodeId, ...span(HOUR) }, other))).toBe('404 not_found nodeId');
    expect(await refused(schedule({ nodeId, ...span(HOUR) }, user))).toBe('403 forbidden');
    expect(await refused(schedule({ nodeId, ...span(HOUR) }, provider, '/operator/maintenance'))).toBe('403 forbidden');
  });
});

describe('a window', () => {
  let id: string;

  it('is announced once however often it is sent, and whoever has a machine there is told', async () => {
    const body = { nodeId, ...span(3 * DAY), comment: 'New disks' };
    const key = randomUUID();
    const send = () => provider.call('scheduleProviderMaintenance', { body, idempotencyKey: key });
    const [first, second] = await Promise.all([send(), send()]);
    id = first?.id ?? '';
    expect(second?.id).toBe(id);
    expect(first?.affected).toEqual({ deployments: 1, users: 1 });
    await scene.runJobs();
    expect(await noticesOf()).toEqual(['Maintenance announced']);
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(`/mail?to=${user.email}`);
    const mail = items.find(({ subject }) => subject.startsWith('Maintenance announced'));
    expect(mail?.text).toContain('New disks');
    expect(mail?.text).toContain('shop-web');
    const own = await user.call('listOwnMaintenance');
    expect(own.items).toMatchObject([
      { id, nodeId, state: 'scheduled', deployments: [{ id: deploymentId, name: 'shop-web' }] },
    ]);
  });

  it('tells its provider how many are affected, not who', async () => {
    const text = await (await provider.raw('GET', '/provider/maintenance')).text();
    expect(text).toContain(id);
    for (const secret of [user.email, 'shop-web', deploymentId]) expect(text).not.toContain(secret);
  });

  it('does not overlap another one of its node, also when two are sent at once', async () => {
    expect(await refused(schedule({ nodeId, ...span(3 * DAY - HOUR / 2) }))).toBe('409 maintenance_overlap startsAt');
    const both = await Promise.all([1, 2].map(() => schedule({ nodeId, ...span(9 * DAY) })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is nobody else’s', async () => {
    const foreign = (method: string, body?: object) =>
      refused(
        ask(scene.house, method, `/provider/maintenance/${id}`, { token: other.token, ...(body ? { body } : {}) }),
      );
    expect(await foreign('PATCH', { comment: 'mine' })).toBe('404 not_found');
    expect(await foreign('DELETE')).toBe('404 not_found');
    expect((await other.call('listProviderMaintenance', { query: {} })).items).toEqual([]);
    expect((await scene.operator.call('listAllMaintenance', { query: { nodeId } })).items.length).toBeGreaterThan(1);
  });

  it('is moved, and that is told', async () => {
    const moved = await provider.call('changeProviderMaintenance', { params: { id }, body: span(2 * DAY) });
    expect(moved).toMatchObject({ comment: 'New disks', state: 'scheduled' });
    expect((await noticesOf()).at(-1)).toBe('Maintenance moved');
  });

  it('keeps the node open until a day before, then closes it for whatever is new', async () => {
    const offer = async () => (await provider.call('getNode', { params: { id: nodeId } })).notOfferableReason;
    expect(await offer()).toBeNull();
    await advance(DAY + HOUR / 2);
    expect(await offer()).toMatch(/^maintenance .* UTC$/);
    const order = await ask(scene.house, 'POST', '/quotes', {
      body: { appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'small', placement: { mode: 'node', nodeId } },
    });
    expect(short(await problemOf(Promise.resolve(order)))).toBe('409 node_unavailable placement.nodeId');
    expect(await noticesOf()).toContain('Maintenance within 24 hours');
  });

  it('begins and ends, each told once, and its time counts neither for nor against the node', async () => {
    await advance(DAY - HOUR / 4);
    expect((await provider.call('listProviderMaintenance', { query: { state: 'upcoming' } })).items.at(-1)?.state).toBe(
      'ongoing',
    );
    expect(
      await refused(
        ask(scene.house, 'PATCH', `/provider/maintenance/${id}`, {
          token: provider.token,
          body: { startsAt: at(HOUR) },
        }),
      ),
    ).toBe('400 validation_failed startsAt');
    const known = async () => {
      const { rows } = await scene.store.pool.query<{ known: string }>(
        'select coalesce(sum(known_seconds), 0)::text as known from node_health_daily where node_id = $1',
        [nodeId],
      );
      return Number(rows[0]?.known);
    };
    const before = await known();
    await advance(HOUR / 4);
    expect(await known()).toBe(before);
    await advance(2 * HOUR);
    expect(await known()).toBeGreaterThan(before);
    await scene.runJobs();
    expect((await noticesOf()).slice(-3)).toEqual([
      'Maintenance within 24 hours',
      'Maintenance has begun',
      'Maintenance is over',
    ]);
    expect(await refused(ask(scene.house, 'DELETE', `/provider/maintenance/${id}`, { token: provider.token }))).toBe(
      '409 maintenance_over',
    );
  });

  it('that is announced after a quote was given keeps its order off the node too', async () => {
    // Tokens of the first day are over.
    const buyer = await newPerson(scene.house);
    await topUp(scene, buyer, '20.00');
    const order = {
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'small',
      placement: { mode: 'node' as const, nodeId },
      publicIpv4: false,
    };
    const quote = await buyer.call('createQuote', { body: order });
    const { id: made } = await scene.operator.call('scheduleMaintenance', { body: { nodeId, ...span(2 * HOUR) } });
    const answer = buyer.raw(
      'POST',
      '/deployments',
      { ...order, name: 'late', sshKeys: [sshKey], quoteId: quote.id },
      { 'idempotency-key': randomUUID() },
    );
    expect(await refused(answer)).toBe('409 node_unavailable placement.nodeId');
    expect((await buyer.call('getBalance')).held.amount).toBe('0.0000000');
    await scene.operator.call('cancelMaintenance', { params: { id: made } });
  });

  it('of any node is announced by an operator, cancelled once, and both are audited', async () => {
    const { id: made } = await scene.operator.call('scheduleMaintenance', { body: { nodeId, ...span(5 * DAY) } });
    await scene.operator.call('changeMaintenance', { params: { id: made }, body: { comment: 'By the operator' } });
    const cancel = () => scene.operator.call('cancelMaintenance', { params: { id: made } });
    expect((await Promise.all([cancel(), cancel()])).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect((await noticesOf()).slice(-3)).toEqual([
      'Maintenance announced',
      'Maintenance moved',
      'Maintenance cancelled',
    ]);
    const { items } = await scene.operator.call('listAudit', { query: { object: `node:${nodeId}`, limit: 3 } });
    expect(items.map(({ action }) => action)).toEqual([
      'maintenance.cancelled',
      'maintenance.changed',
      'maintenance.scheduled',
    ]);
  });
});

it('after a long outage only what is still true is told', async () => {
  const [{ id: made } = { id: '' }] = (
    await scene.operator.call('listAllMaintenance', { query: { nodeId, state: 'upcoming' } })
  ).items;
  expect(made).not.toBe('');
  const before = (await noticesOf()).length;
  await advance(8 * DAY);
  expect((await noticesOf()).slice(before)).toEqual(['Maintenance is over']);
});
