import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Formula } from '../../packages/core/src/alliances/index.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { newProvider, type Provider, sum } from '../invariants/provider-scene.ts';
import { newPerson, type Scene, type Stranger, startScene, unitsOf, untilIdle, usd } from '../invariants/scene.ts';
import { signIn } from '../person.ts';
import { formAlliance, sell, sharesOfDay, writtenShares } from './dividing-scene.ts';
import { ask, problemOf, short } from './refused.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let scene: Scene;
let ann: Provider;
let bob: Provider;
let stranger: Stranger;
/** Midnight of the first day. */
let start: number;
let id: string;
const member = { ann: '', bob: '' };
const nodes = { ann: 0, bob: 0 };
const dayOf = (n: number) => new Date(start + n * DAY).toISOString().slice(0, 10);

beforeAll(async () => {
  scene = await startScene();
  const { clock } = scene.house.sandboxes;
  // All days of this file lie in one month.
  const midnight = Math.ceil(clock.now() / DAY) * DAY;
  const at = new Date(midnight);
  start = at.getUTCDate() <= 22 ? midnight : Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
  await clock.set(start + 10 * HOUR);
  await clock.freeze(true);
  scene.operator = await signIn(scene.house, 'operator@demo.test');
  const { items } = await scene.operator.call('listNodes', { query: { limit: 100 } });
  const [first, other] = items.filter(({ offerable }) => offerable);
  if (!first || !other) throw new Error('there are not two nodes on offer');
  [nodes.ann, nodes.bob] = [first.id, other.id];
  ann = await newProvider(scene.house, scene.admin, { nodeIds: [first.id], farmId: first.farmId });
  bob = await newProvider(scene.house, scene.admin, { nodeIds: [other.id], farmId: other.farmId });
  stranger = await newPerson(scene.house);
  id = await formAlliance(scene, [
    { ...ann, nodeId: nodes.ann, name: 'Ann' },
    { ...bob, nodeId: nodes.bob, name: 'Bob' },
  ]);
  const { items: members } = await ann.call('listAllianceMembers', { params: { id } });
  for (const { id: memberId, name } of members) member[name === 'Ann' ? 'ann' : 'bob'] = memberId;
  const times = { fromMs: start + 11 * HOUR, untilMs: start + 20 * DAY };
  await sell(scene.admin, { nodeId: nodes.ann, farmId: first.farmId, hourlyUnits: 1_000_000_007n, ...times });
  await sell(scene.admin, { nodeId: nodes.bob, farmId: other.farmId, hourlyUnits: 700_000_013n, ...times });
});
afterAll(() => scene?.close());
afterEach(async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});

const keyed = () => ({ idempotencyKey: randomUUID() });

async function goTo(ms: number) {
  await scene.house.sandboxes.clock.set(ms);
  const again = (person: Provider) => signIn(scene.house, person.email, person.password);
  scene.operator = await signIn(scene.house, 'operator@demo.test');
  ann = { ...ann, ...(await again(ann)) };
  bob = { ...bob, ...(await again(bob)) };
  await untilIdle(scene.operator);
}

const parts = (percent: number) => ({
  kind: 'fixed_weights' as const,
  weights: [
    { memberId: member.ann, percent },
    { memberId: member.bob, percent: 30 },
  ],
});
const seventyThirty = () => parts(70);
const propose = (person: Provider, effectiveOn: string, formula: object = seventyThirty(), key = randomUUID()) =>
  ask(scene.house, 'POST', `/alliances/${id}/agreements`, {
    token: person.token,
    body: { formula, effectiveOn },
    headers: { 'idempotency-key': key },
  });
const answer = (person: Provider, voteId: string, choice: 'yes' | 'no') =>
  person.call('castBallot', { params: { id, voteId }, body: { choice } });
const versions = async (person: Provider) => (await person.call('listAllianceAgreements', { params: { id } })).items;
const states = async () => (await versions(ann)).map(({ version, state }) => `${version} ${state}`);
const earnings = (person: Provider) => person.call('getAllianceEarnings', { params: { id }, query: { limit: 100 } });

/** What the hours of a day gave each of the two, by core and the usage records. */
async function expected(n: number, formula: Formula | undefined) {
  const people = [
    { userId: ann.id, nodeId: nodes.ann },
    { userId: bob.id, nodeId: nodes.bob },
  ];
  const of = await sharesOfDay(scene.admin, start + n * DAY, people, formula);
  return { ann: of(ann.id), bob: of(bob.id) };
}
const weights = () => ({
  kind: 'fixed_weights' as const,
  weights: [
    { userId: ann.id, weight: 7000 },
    { userId: bob.id, weight: 3000 },
  ],
});
/** What the alliance's statement says of a day. */
async function said(n: number) {
  const { items } = await earnings(ann);
  const shares = items.filter(({ day }) => day === dayOf(n)).flatMap((item) => item.shares);
  const of = (memberId: string) =>
    sum(shares.filter((share) => share.memberId === memberId).map(({ share }) => unitsOf(share)));
  return { ann: of(member.ann), bob: of(member.bob) };
}
/** What a member's own statement says of a day, alliance lines alone. */
async function onStatement(person: Provider, n: number) {
  const { items } = await person.call('getProviderStatement', { query: { limit: 100 } });
  return sum(
    items.filter((line) => line.day === dayOf(n) && line.allianceId === id).map(({ amount }) => unitsOf(amount)),
  );
}

describe('a proposal', () => {
  it('is refused for a day that has begun, for parts that do not sum, for strangers to the alliance and without a key', async () => {
    expect(short(await problemOf(propose(ann, dayOf(0))))).toBe('400 validation_failed effectiveOn');
    expect(short(await problemOf(propose(ann, 'tomorrow')))).toBe('400 validation_failed effectiveOn');
    expect(short(await problemOf(propose(ann, dayOf(1), parts(69.99))))).toBe('400 validation_failed formula.weights');
    expect(short(await problemOf(propose(ann, dayOf(1), parts(-1))))).toMatch(/^400 validation_failed formula/);
    expect(
      short(
        await problemOf(
          propose(ann, dayOf(1), {
            kind: 'fixed_fee_first',
            fee: { memberId: randomUUID(), monthly: usd('0.0000000') },
            remainder: { kind: 'by_contribution' },
          }),
        ),
      ),
    ).toBe('400 validation_failed formula.fee.memberId formula.fee.monthly');
    expect(
      short(
        await problemOf(
          ask(scene.house, 'POST', `/alliances/${id}/agreements`, {
            token: ann.token,
            body: { formula: seventyThirty(), effectiveOn: dayOf(1) },
          }),
        ),
      ),
    ).toBe('400 idempotency_key_required idempotency-key');
    expect(await states()).toEqual([]);
  });

  it('and everything that it leads to is for members alone', async () => {
    const outsider = await newProvider(scene.house, scene.admin, { nodeIds: [], farmId: 1 });
    expect(short(await problemOf(propose(outsider, dayOf(1))))).toBe('404 not_found');
    for (const path of ['agreements', 'earnings', 'earnings/shares', 'uptime'])
      expect(
        short(await problemOf(ask(scene.house, 'GET', `/alliances/${id}/${path}`, { token: stranger.token }))),
      ).toBe('404 not_found');
    expect(
      short(
        await problemOf(
          ask(scene.house, 'DELETE', `/alliances/${id}/agreements/${randomUUID()}`, { token: ann.token }),
        ),
      ),
    ).toBe('404 not_found');
  });

  it('is one of two that are made at once, and taken back by its proposer alone', async () => {
    const both = await Promise.all([propose(ann, dayOf(1)), propose(bob, dayOf(2))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [open] = await versions(ann);
    if (!open) throw new Error('there is no proposal');
    const [mine, other] = open.proposedBy === 'Ann' ? [ann, bob] : [bob, ann];
    const withdraw = (person: Provider) =>
      ask(scene.house, 'DELETE', `/alliances/${id}/agreements/${open.id}`, { token: person.token });
    expect(short(await problemOf(withdraw(other)))).toBe('409 vote_not_yours');
    const again = () => mine.call('withdrawAllianceAgreement', { params: { id, agreementId: open.id } });
    expect((await again()).state).toBe('withdrawn');
    expect((await again()).state).toBe('withdrawn');
    const key = randomUUID();
    const twice = await Promise.all([
      propose(ann, dayOf(1), seventyThirty(), key),
      propose(ann, dayOf(1), seventyThirty(), key),
    ]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(await states()).toEqual(['2 proposed', '1 withdrawn']);
  });
});

describe('what the alliance earns', () => {
  it('is divided from the day on that both agreed, to the unit; what was earned before stays with the holders', async () => {
    const [open] = await versions(bob);
    expect(open?.consent).toMatchObject({ yourChoice: null, youMayVote: true, closesAt: `${dayOf(1)}T00:00:00.000Z` });
    const told = await bob.call('listNotifications', { query: { topic: 'provider', limit: 100 } });
    expect(told.items.map(({ body }) => body).join()).toContain(`version 2 of the agreement, from ${dayOf(1)}`);
    await answer(bob, open?.consent.id ?? '', 'yes');
    expect(await states()).toEqual(['2 scheduled', '1 withdrawn']);
    await goTo(start + 2 * DAY + 90 * 60_000);
    expect(await states()).toEqual(['2 in_force', '1 withdrawn']);
    const [first, second] = [await expected(0, undefined), await expected(1, weights())];
    expect(first.ann > 0n && first.bob > 0n && second.ann > 0n && second.bob > 0n).toBe(true);
    expect(await said(0)).toEqual(first);
    expect(await said(1)).toEqual(second);
    for (const [person, who] of [
      [ann, 'ann'],
      [bob, 'bob'],
    ] as const) {
      expect(await onStatement(person, 0)).toBe(first[who]);
      expect(await onStatement(person, 1)).toBe(second[who]);
      const own = await person.call('listEarnings', {});
      expect(unitsOf(own.held)).toBe(first[who] + second[who]);
      const total = (await earnings(ann)).members.find(({ name }) => name.toLowerCase() === who);
      expect(own.monthTotal).toEqual(total?.share);
    }
  });

  it('is explained hour by hour, and both export the same lines', async () => {
    const { items } = await bob.call('listAllianceShares', {
      params: { id },
      query: { nodeId: nodes.ann, mine: 'true' },
    });
    const [last] = items;
    expect(last).toMatchObject({
      nodeOf: 'Ann',
      name: 'Bob',
      version: 2,
      rule: 'fixed_weights',
      weight: '30',
      weightOfAll: '100',
    });
    expect(items.at(-1)?.version).toBe(2);
    const csv = (person: Provider, path: string) =>
      ask(scene.house, 'GET', `/alliances/${id}/${path}?format=csv`, { token: person.token }).then((found) =>
        found.text(),
      );
    expect(await csv(ann, 'earnings/shares')).toBe(await csv(bob, 'earnings/shares'));
    expect((await csv(ann, 'earnings')).split('\r\n')[0]).toBe(
      'day,node_id,version,closed,node_total_usd,member,share_usd',
    );
    expect(await csv(ann, 'agreements')).toMatch(/Ann: yes.*Bob: yes|Bob: yes.*Ann: yes/);
  });

  it('follows the next version from its day on; one that nobody answered lapses; a simulation says beforehand what would be given', async () => {
    const formula = { kind: 'by_contribution' as const };
    const simulated = await bob.call('simulateAllianceFormula', { params: { id }, body: { formula } });
    const [got, would] = [await expected(1, weights()), await expected(1, formula)];
    const [before, same] = [await expected(0, undefined), await expected(0, formula)];
    const line = (name: string) => simulated.members.find((each) => each.name === name);
    expect(unitsOf(line('Ann')?.got ?? usd('0'))).toBe(before.ann + got.ann);
    expect(unitsOf(line('Bob')?.would ?? usd('0'))).toBe(same.bob + would.bob);
    const { consent } = await bob.call('proposeAllianceAgreement', {
      params: { id },
      body: { formula, effectiveOn: dayOf(3) },
      ...keyed(),
    });
    await answer(ann, consent.id, 'yes');
    // Nobody answers this one.
    await ann.call('proposeAllianceAgreement', {
      params: { id },
      body: { formula: seventyThirty(), effectiveOn: dayOf(4), comment: 'As before.' },
      ...keyed(),
    });
    expect(short(await problemOf(propose(bob, dayOf(5))))).toBe('409 agreement_open');
    expect(short(await problemOf(propose(bob, dayOf(3))))).toBe('400 validation_failed effectiveOn');
    await goTo(start + 4 * DAY + 90 * 60_000);
    expect(await said(1)).toEqual(got);
    expect(await said(2)).toEqual(await expected(2, weights()));
    expect(await said(3)).toEqual(await expected(3, formula));
    expect(await states()).toEqual(['4 lapsed', '3 in_force', '2 superseded', '1 withdrawn']);
  });

  it('is the holder’s alone again when the other member has left and their notice is over', async () => {
    await scene.admin.query(
      `insert into node_health_daily (node_id, day, up_seconds, known_seconds) values ($1, $2, 43200, 86400)
       on conflict (node_id, day) do update set up_seconds = 43200, known_seconds = 86400`,
      [nodes.bob, dayOf(3)],
    );
    const uptime = await ann.call('getAllianceUptime', { params: { id } });
    const late = uptime.items.find(({ nodeId }) => nodeId === nodes.bob);
    expect(late).toMatchObject({ name: 'Bob', promisedPercent: 99.9, kept: false });
    expect(unitsOf(late?.credited ?? usd('0'))).toBeLessThanOrEqual(unitsOf(late?.earned ?? usd('0')));
    expect(unitsOf(late?.wanted ?? usd('0')) > 0n).toBe(true);

    await bob.call('leaveAlliance', { params: { id } });
    // Notice of a day: until then all is as before.
    await goTo(start + 6 * DAY + 90 * 60_000);
    const shares = await scene.admin.query(
      'select user_id, bool_and(hour < $2) as before from alliance_shares where alliance_id = $1 and hour >= $3 group by user_id',
      [id, new Date(start + 5 * DAY + 2 * HOUR), new Date(start + 4 * DAY)],
    );
    expect(shares.rows.find((row) => row.user_id === bob.id)).toMatchObject({ before: true });
    const after = await scene.admin.query(
      'select sum(s.units) = sum(p.units) as all from alliance_shares s join alliance_pools p using (alliance_id, hour, node_id, farm_id) where s.user_id = $1 and s.hour >= $2',
      [ann.id, new Date(start + 5 * DAY + 2 * HOUR)],
    );
    expect(after.rows[0]?.all).toBe(true);
    expect(await onStatement(bob, 5)).toBe(await writtenShares(scene.admin, bob.id, start + 5 * DAY));
  });
});
