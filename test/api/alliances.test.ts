import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../person.ts';
import {
  type AllianceScene,
  accept,
  DAY,
  give,
  invite,
  keyed,
  noticesOf,
  outcome,
  propose,
  startAllianceScene,
  terms,
} from './alliance-scene.ts';
import { membersDecide } from './alliance-votes.ts';
import { connect, farmAccounts } from './provider-steps.ts';
import { ask, problemOf, short } from './refused.ts';

let given: AllianceScene;
let scene: AllianceScene['scene'];
let ann: AllianceScene['ann'];
let bob: AllianceScene['bob'];
let cleo: AllianceScene['cleo'];
let user: AllianceScene['user'];
let at: AllianceScene['at'];
let advance: AllianceScene['advance'];
let bring: AllianceScene['bring'];
let formed: AllianceScene['formed'];
let auditOf: AllianceScene['auditOf'];
beforeAll(async () => {
  given = await startAllianceScene();
  ({ scene, ann, bob, cleo, user, at, advance, bring, formed, auditOf } = given);
});
afterAll(() => given?.scene.close());

describe('proposing', () => {
  it.each([
    ['400 validation_failed name', { name: 'x' }],
    ['400 validation_failed slaPercent', { slaPercent: 99.123456 }],
    ['400 validation_failed slaPercent', { slaPercent: 20 }],
    ['400 validation_failed quorum', { quorum: 1 }],
    ['400 validation_failed kind', { kind: 'cartel' }],
    ['400 validation_failed founder', { founder: 'me' }],
  ])('is refused: %s', async (expected, change) => {
    expect(await outcome(propose(ann, 'North', change))).toBe(expected);
  });

  it('needs the role of a provider or operator, and a key', async () => {
    expect(await outcome(propose(user, 'North'))).toBe('403 forbidden');
    expect(await outcome(ann.call('createAlliance', { body: terms('North') }))).toBe(
      '400 idempotency_key_required idempotency-key',
    );
  });

  it('makes one alliance of two equal requests, whose name nobody else takes', async () => {
    const key = randomUUID();
    const send = () => ann.call('createAlliance', { body: terms('Öst GPU'), idempotencyKey: key });
    const [first, second] = await Promise.all([send(), send()]);
    expect(second.id).toBe(first.id);
    expect(first).toMatchObject({ slug: 'ost-gpu', state: 'proposed', memberCount: 1, slaPercent: 99.95, quorum: 2 });
    expect(await outcome(propose(bob, 'öst gpu'))).toBe('409 alliance_name_taken name');
    const both = await Promise.all(['West', 'west'].map((name) => outcome(propose(bob, name))));
    expect(both.sort()).toEqual(['409 alliance_name_taken name', 'ok']);
  });

  it('is nobody else’s business: strangers find nothing, by id or by slug', async () => {
    const { id, slug } = await propose(ann, 'Secret');
    const params = { id };
    const body = { memberName: 'Bob' };
    expect(await outcome(bob.call('getAlliance', { params: { id: slug } }))).toBe('404 not_found');
    expect(short(await problemOf(ask(scene.house, 'GET', `/alliances/${id}`)))).toBe('404 not_found');
    expect((await bob.call('listAlliances', { query: {} })).items).toEqual([]);
    const attempts = [
      bob.call('listAllianceMembers', { params, query: {} }),
      bob.call('listAllianceNodes', { params, query: {} }),
      bob.call('listAllianceVotes', { params, query: {} }),
      bob.call('listAllianceInvitations', { params, query: {} }),
      bob.call('updateAlliance', { params, body: { purpose: 'Mine' } }),
      bob.call('activateAlliance', { params }),
      bob.call('joinAlliance', { params, body }),
      bob.call('acceptInvitation', { params, body }),
      bob.call('declineInvitation', { params }),
      bob.call('leaveAlliance', { params }),
      invite(bob, id, { email: 'x@people.test' }),
      bob.call('openAllianceVote', { params, body: { kind: 'dissolve', reason: 'No.' }, ...keyed() }),
      bob.call('castBallot', { params: { id, voteId: randomUUID() }, body: { choice: 'yes' } }),
      bob.call('withdrawInvitation', { params: { id, invitationId: randomUUID() } }),
      bob.call('withdrawAllianceNode', { params: { id, contributionId: randomUUID() } }),
      give(bob, id, 11),
    ];
    expect(new Set(await Promise.all(attempts.map(outcome)))).toEqual(new Set(['404 not_found']));
  });

  it('may be changed by its founder, who tells whoever joined, and given up by leaving', async () => {
    const { id } = await propose(ann, 'Draft');
    await invite(ann, id, { email: 'provider2@demo.test' });
    await accept(bob, id, 'Bob');
    const change = (person: Person, body: object) => person.call('updateAlliance', { params: { id }, body });
    expect(await change(ann, { slaPercent: 99.9, name: 'Draft two' })).toMatchObject({ slaPercent: 99.9 });
    expect(await noticesOf(bob)).toContain('The terms of Draft changed');
    expect(await outcome(change(bob, { purpose: 'Mine' }))).toBe('403 forbidden');
    await ann.call('leaveAlliance', { params: { id } });
    expect(await bob.call('getAlliance', { params: { id } })).toMatchObject({ state: 'dissolved' });
    expect(await noticesOf(bob)).toContain('Draft two is dissolved');
    expect(await outcome(propose(ann, 'Draft two'))).toBe('ok');
  });
});

describe('inviting', () => {
  let id: string;

  it('answers alike whether or not somebody is known, and a stranger gets a mail', async () => {
    ({ id } = await propose(ann, 'Inviters'));
    const stranger = `${randomUUID()}@people.test`;
    const answers = [];
    for (const email of ['provider2@demo.test', stranger])
      answers.push(await invite(ann, id, { email, message: 'Join us' }));
    const [known, unknown] = answers.map(({ id: _, to: __, ...rest }) => ({ ...rest, createdAt: '', expiresAt: '' }));
    expect(known).toEqual(unknown);
    await scene.runJobs();
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(`/mail?to=${stranger}`);
    expect(items.map(({ subject }) => subject)).toEqual(['Ann of the hills invites you to the alliance Inviters']);
    expect(items[0]?.text).toContain('Join us');
    expect(await noticesOf(bob)).toContain('Ann of the hills invites you to the alliance Inviters');
  });

  it('is refused to what is no address, twice, and for neither or both', async () => {
    expect(await outcome(invite(ann, id, { address: '5abc' }))).toBe('400 validation_failed address');
    expect(await outcome(invite(ann, id, { email: 'Provider2@demo.test' }))).toBe('409 invitation_exists email');
    expect(await outcome(invite(ann, id, {}))).toBe('400 validation_failed email');
    expect(await outcome(invite(ann, id, { email: 'a@b.test', address: '5abc' }))).toBe('400 validation_failed email');
  });

  it('makes one member of two who accept at once, and it is not enough alone', async () => {
    expect(await outcome(ann.call('activateAlliance', { params: { id } }))).toBe('409 quorum_missing');
    expect((await bob.call('listOwnInvitations')).items).toMatchObject([{ alliance: { id }, needsVote: false }]);
    const both = await Promise.all([1, 2].map(() => outcome(accept(bob, id, 'Bob by the sea'))));
    expect(both).toEqual(['ok', 'ok']);
    const { items } = await ann.call('listAllianceMembers', { params: { id }, query: {} });
    expect(items.map(({ name, state, you }) => [name, state, you])).toEqual([
      ['Ann of the hills', 'member', true],
      ['Bob by the sea', 'member', false],
    ]);
    expect((await auditOf(id)).filter((action) => action === 'alliance_member.joined')).toHaveLength(1);
  });

  it('by account reaches whoever proves that account, then or later, and nobody else', async () => {
    const [, farm] = await farmAccounts(scene.house);
    await invite(ann, id, { address: farm.address });
    expect((await cleo.call('listOwnInvitations')).items).toEqual([]);
    expect(await outcome(accept(cleo, id, 'Cleo'))).toBe('404 not_found');
    await connect(scene.house, cleo, farm);
    expect((await cleo.call('listOwnInvitations')).items).toMatchObject([{ alliance: { id } }]);
    await cleo.call('declineInvitation', { params: { id } });
    expect(await outcome(accept(cleo, id, 'Cleo'))).toBe('404 not_found');
    await invite(ann, id, { address: farm.address });
    await accept(cleo, id, 'Cleo');
    const seen = async (person: Person) =>
      (await person.call('listAllianceInvitations', { params: { id }, query: {} })).items.map(({ to }) => to);
    expect(await seen(ann)).toContain(farm.address);
    expect((await seen(cleo)).join(' ')).not.toContain('provider2@demo.test');
  });

  it('may be taken back while nobody answered', async () => {
    const first = await invite(ann, id, { email: 'late@people.test' });
    const params = { id, invitationId: first.id };
    await ann.call('withdrawInvitation', { params });
    expect(await outcome(ann.call('withdrawInvitation', { params }))).toBe('ok');
    const { items } = await ann.call('listAllianceInvitations', { params: { id }, query: {} });
    const accepted = items.find(({ state }) => state === 'accepted');
    expect(await outcome(ann.call('withdrawInvitation', { params: { id, invitationId: accepted?.id ?? '' } }))).toBe(
      '409 invitation_over',
    );
  });
});

describe('an active alliance', () => {
  it('is activated once by two who press at once, and then everybody sees it', async () => {
    const { id, slug } = await propose(ann, 'Public one', { memberName: 'Ann' });
    await invite(ann, id, { email: 'provider2@demo.test' });
    await accept(bob, id, 'Bob');
    const both = await Promise.all([ann, bob].map((who) => who.call('activateAlliance', { params: { id } })));
    expect(both.map(({ state }) => state)).toEqual(['active', 'active']);
    expect((await auditOf(id)).filter((action) => action === 'alliance.activated')).toHaveLength(1);
    const seen = await ask(scene.house, 'GET', `/alliances/${slug}`);
    expect(await seen.json()).toMatchObject({ id, viewer: null, members: [{ name: 'Ann' }, { name: 'Bob' }] });
    const listed = await user.call('listAlliances', { query: { kind: 'gpu', q: 'public' } });
    expect(listed.items.map(({ name }) => name)).toEqual(['Public one']);
    const csv = await (await ask(scene.house, 'GET', '/alliances?format=csv')).text();
    expect(csv).toMatch(/^id,name,slug,kind.*\r\n.*Public one/s);
    expect(await outcome(ann.call('updateAlliance', { params: { id }, body: { purpose: 'New' } }))).toBe(
      '409 alliance_state',
    );
    expect(await outcome(user.call('listAllianceMembers', { params: { id }, query: {} }))).toBe('404 not_found');
  });
});

describe('nodes', () => {
  let id: string;
  let other: string;
  let node: number;

  it('are refused: not own, no such app, past, backwards', async () => {
    id = await formed('Node house');
    other = await formed('Other house');
    node = await bring(ann);
    expect(await outcome(give(bob, id, node))).toBe('404 not_found nodeId');
    expect(await outcome(give(ann, id, node, { apps: ['mainframe'] }))).toBe('400 validation_failed apps.0');
    expect(await outcome(give(ann, id, node, { fromAt: at(-DAY) }))).toBe('400 validation_failed fromAt');
    expect(await outcome(give(ann, id, node, { untilAt: at(-DAY) }))).toBe('400 validation_failed untilAt');
    expect(await outcome(give(user, id, node))).toBe('403 forbidden');
  });

  it('an exclusive node is in one alliance at a time, whoever asks at once', async () => {
    const both = await Promise.all([id, other].map((where) => outcome(give(ann, where, node))));
    expect(both.toSorted()).toEqual(['409 node_in_alliance nodeId', 'ok']);
    const shared = { exclusive: false };
    for (const where of [id, other])
      expect(await outcome(give(ann, where, node, shared))).toBe('409 node_in_alliance nodeId');
    if (both[0] !== 'ok') [id, other] = [other, id];
    const mine = await bring(bob);
    await give(bob, id, mine, { ...shared, untilAt: at(10 * DAY) });
    // The same app counts for one alliance; once its time there is over it may go elsewhere.
    expect(await outcome(give(bob, other, mine, shared))).toBe('409 node_in_alliance nodeId');
    expect(await outcome(give(bob, other, mine, { ...shared, fromAt: at(11 * DAY) }))).toBe('ok');
  });

  it('are found by the alliance, shown on each node and summed up on its page', async () => {
    const where = await homeOf();
    const found = await user.call('listNodes', { query: { allianceId: where.id, sort: 'id' } });
    expect(found.total).toBe(2);
    expect(found.items.map(({ alliances }) => alliances.map(({ id: own }) => own))).toEqual([[where.id], [where.id]]);
    const page = await user.call('getAlliance', { params: { id: where.slug } });
    const sum = (of: (total: { cpu: number; memoryMb: number }) => number) =>
      found.items.reduce((all, { total }) => all + of(total), 0);
    expect(page.nodes).toEqual({ given: 2, online: 2, offerable: 2 });
    expect(page.capacity.total.cpu).toBe(sum(({ cpu }) => cpu));
    expect(page.capacity.total.memoryMb).toBe(sum(({ memoryMb }) => memoryMb));
    const cheapest = found.items.map(({ monthlyFrom }) => Number(monthlyFrom?.amount)).sort((a, b) => a - b)[0];
    expect(Number(page.monthlyFrom?.amount)).toBe(cheapest);
    expect(page.members).toMatchObject([{ nodes: 1 }, { nodes: 1 }]);
    expect((await user.call('listNodes', { query: { allianceId: randomUUID() } })).total).toBe(0);
  });

  it('measure the uptime of all seconds together', async () => {
    const where = await homeOf();
    const { items } = await ann.call('listAllianceNodes', { params: { id: where.id }, query: {} });
    await scene.admin.query('delete from node_health_daily where node_id = any($1)', [items.map((n) => n.nodeId)]);
    await scene.admin.query(
      `insert into node_health_daily (node_id, day, up_seconds, known_seconds)
       values ($1, '2026-11-01', 86400, 86400), ($2, '2026-11-01', 0, 28800)`,
      items.map((n) => n.nodeId),
    );
    expect((await user.call('getAlliance', { params: { id: where.id } })).uptimePercent).toBe(75);
  });

  it('a withdrawn node leaves the offer at once and keeps its terms until the notice ends', async () => {
    const where = await homeOf();
    const { items } = await ann.call('listAllianceNodes', { params: { id: where.id }, query: {} });
    const mine = items.find((n) => n.mine);
    const params = { id: where.id, contributionId: mine?.id ?? '' };
    expect(await outcome(bob.call('withdrawAllianceNode', { params }))).toBe('404 not_found');
    const withdrawn = await ann.call('withdrawAllianceNode', { params });
    expect(withdrawn.state).toBe('leaving');
    expect(Date.parse(withdrawn.endsAt ?? '') - Date.parse(withdrawn.withdrawnAt ?? '')).toBe(DAY);
    expect((await ann.call('withdrawAllianceNode', { params })).endsAt).toBe(withdrawn.endsAt);
    expect((await user.call('listNodes', { query: { allianceId: where.id } })).total).toBe(1);
    expect(await noticesOf(bob)).toContain(`Node ${node} is withdrawn from ${where.name}`);
    expect(await outcome(give(ann, other, node))).toBe('409 node_in_alliance nodeId');
    await advance(DAY);
    const after = await ann.call('listAllianceNodes', { params: { id: where.id }, query: { state: 'ended' } });
    expect(after.items.map(({ nodeId }) => nodeId)).toContain(node);
    expect(await outcome(give(ann, other, node))).toBe('ok');
  });

  it('are dropped when they are no longer their giver’s', async () => {
    await scene.admin.query("update provider_nodes set status = 'removed' where node_id = $1", [node]);
    await scene.runJobs();
    const { items } = await ann.call('listAllianceNodes', { params: { id: other }, query: { state: 'ended' } });
    expect(items.map(({ nodeId }) => nodeId)).toContain(node);
    const { name } = await ann.call('getAlliance', { params: { id: other } });
    expect((await noticesOf(bob))[0]).toBe(`Node ${node} left ${name}`);
  });

  async function homeOf() {
    const { items } = await ann.call('listOwnAlliances', { query: {} });
    const found = items.find(({ alliance }) => alliance.id === id)?.alliance;
    if (!found) throw new Error('the alliance is gone');
    return found;
  }
});

membersDecide(() => given);
