import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, signIn } from '../person.ts';
import {
  type AllianceScene,
  DAY,
  give,
  invite,
  keyed,
  memberIn,
  noticesOf,
  outcome,
  propose,
  vote,
  votesOf,
} from './alliance-scene.ts';

/** Votes of an alliance and the ways in which it ends; in the scene of the other tests, since a scene is dear. */
export function membersDecide(given: () => AllianceScene): void {
  let scene: AllianceScene['scene'];
  let ann: AllianceScene['ann'];
  let bob: AllianceScene['bob'];
  let cleo: AllianceScene['cleo'];
  let user: AllianceScene['user'];
  let advance: AllianceScene['advance'];
  let bring: AllianceScene['bring'];
  let formed: AllianceScene['formed'];
  let auditOf: AllianceScene['auditOf'];
  beforeAll(() => {
    ({ scene, ann, bob, cleo, user, advance, bring, formed, auditOf } = given());
  });

  describe('members decide', () => {
    let id: string;

    it('whether somebody who asks is taken in, by the weight of the members', async () => {
      id = await formed('Deciders', { governance: 'weighted_majority', weight: 3 });
      expect(await outcome(user.call('joinAlliance', { params: { id }, body: { memberName: 'U' } }))).toBe(
        '403 forbidden',
      );
      const ask = () => cleo.call('joinAlliance', { params: { id }, body: { memberName: 'Cleo', message: 'Please' } });
      await Promise.all([ask(), ask()]);
      const [wish] = await votesOf(ann, id);
      expect(wish).toMatchObject({ kind: 'join', memberName: 'Cleo', weights: { total: 4, yes: 0, no: 0 } });
      expect(await votesOf(ann, id)).toHaveLength(1);
      expect(await noticesOf(bob)).toContain('Deciders: a vote waits for you');
      await vote(bob, id, wish?.id ?? '', 'no');
      const passed = await vote(ann, id, wish?.id ?? '', 'yes');
      expect(passed).toMatchObject({ state: 'passed', yourChoice: 'yes' });
      expect(await outcome(vote(ann, id, passed.id, 'yes'))).toBe('ok');
      expect(await outcome(vote(bob, id, passed.id, 'yes'))).toBe('409 vote_closed');
      expect(await memberIn(cleo, id, 'Cleo')).toMatchObject({ state: 'member', you: true });
      expect(await noticesOf(cleo)).toContain('You are a member of Deciders');
      expect(await outcome(ask())).toBe('409 already_member');
    });

    it('on the terms, one question at a time', async () => {
      const change = { slaPercent: 99.5, weights: [{ memberId: (await memberIn(ann, id, 'Cleo')).id, weight: 4 }] };
      const open = (person: Person, what: object) =>
        person.call('openAllianceVote', { params: { id }, body: { kind: 'settings', change: what }, ...keyed() });
      expect(await outcome(open(bob, {}))).toBe('400 validation_failed change');
      expect(await outcome(open(bob, { weights: [{ memberId: randomUUID(), weight: 1 }] }))).toBe(
        '400 validation_failed change.weights.0.memberId',
      );
      const both = await Promise.all([bob, cleo].map((who) => outcome(open(who, change))));
      expect(both.sort()).toEqual(['409 vote_exists', 'ok']);
      const [asked] = await votesOf(ann, id);
      await vote(ann, id, asked?.id ?? '', 'yes');
      expect(await ann.call('getAlliance', { params: { id } })).toMatchObject({ slaPercent: 99.5 });
      expect((await memberIn(ann, id, 'Cleo')).weight).toBe(4);
    });

    it('to expel one of three, who has no vote on it and keeps share and nodes until the notice ends', async () => {
      const bobs = await memberIn(ann, id, 'Bob by the sea');
      const given = await give(bob, id, await bring(bob));
      const expel = (person: Person, memberId: string) =>
        person.call('openAllianceVote', {
          params: { id },
          body: { kind: 'expel', memberId, reason: 'Offline' },
          ...keyed(),
        });
      expect(await outcome(expel(bob, bobs.id))).toBe('400 validation_failed memberId');
      const asked = await expel(ann, bobs.id);
      expect(asked).toMatchObject({ state: 'open', weights: { total: 7, yes: 3, no: 0 } });
      expect(await outcome(vote(bob, id, asked.id, 'no'))).toBe('409 vote_not_yours');
      expect(await vote(cleo, id, asked.id, 'yes')).toMatchObject({ state: 'passed' });
      const gone = await memberIn(ann, id, 'Bob by the sea');
      expect(gone.state).toBe('expelled');
      expect(Date.parse(gone.endsAt ?? '') - Date.parse(gone.noticeAt ?? '')).toBe(DAY);
      const { items } = await ann.call('listAllianceNodes', { params: { id }, query: {} });
      expect(items.find((n) => n.id === given.id)).toMatchObject({ state: 'leaving', endsAt: gone.endsAt });
      expect(await noticesOf(bob)).toContain('You were expelled from Deciders');
      expect(await outcome(bob.call('listAllianceMembers', { params: { id }, query: {} }))).toBe('404 not_found');
      expect(await outcome(expel(ann, (await memberIn(ann, id, 'Cleo')).id))).toBe('409 alliance_too_small');
      expect(await outcome(bob.call('joinAlliance', { params: { id }, body: { memberName: 'Bob' } }))).toBe(
        '409 already_member',
      );
    });

    it('a ballot at the moment of leaving counts whole or not at all', async () => {
      for (let round = 0; round < 2; round++) {
        const house = await formed(`Moment ${round}`, {}, true);
        const asked = await ann.call('openAllianceVote', {
          params: { id: house },
          body: { kind: 'settings', change: { purpose: 'Another one' } },
          ...keyed(),
        });
        await vote(bob, house, asked.id, 'yes');
        // Cleo's yes is the last one; without Cleo the two others are unanimous. Either way it passes once.
        const [said] = await Promise.all([
          outcome(vote(cleo, house, asked.id, round % 2 ? 'yes' : 'no')),
          cleo.call('leaveAlliance', { params: { id: house } }),
        ]);
        const [after] = await votesOf(ann, house);
        const counted = after?.ballots.some(({ name }) => name === 'Cleo') ?? false;
        expect(counted).toBe(said === 'ok');
        expect(['ok', '409 vote_not_yours']).toContain(said);
        expect(after?.state).toBe(counted && round % 2 === 0 ? 'rejected' : 'passed');
        expect((await auditOf(house)).filter((action) => /^alliance_vote.(passed|rejected)/.test(action))).toHaveLength(
          1,
        );
      }
    });
  });

  describe('the end', () => {
    it('whoever leaves keeps share and nodes until the notice ends, and is then gone', async () => {
      const id = await formed('Leavers');
      const given = await give(bob, id, await bring(bob));
      await Promise.all([1, 2].map(() => bob.call('leaveAlliance', { params: { id } })));
      const leaving = await memberIn(bob, id, 'Bob by the sea');
      expect(leaving).toMatchObject({ state: 'leaving', you: true });
      expect(Date.parse(leaving.endsAt ?? '') - Date.parse(leaving.noticeAt ?? '')).toBe(DAY);
      expect(await outcome(give(bob, id, await bring(bob)))).toBe('404 not_found');
      const nodes = (await ann.call('listAllianceNodes', { params: { id }, query: {} })).items;
      expect(nodes).toMatchObject([{ id: given.id, state: 'leaving', endsAt: leaving.endsAt }]);
      await advance(DAY);
      expect(await memberIn(ann, id, 'Bob by the sea')).toMatchObject({ state: 'left', endsAt: leaving.endsAt });
      expect(await outcome(bob.call('listAllianceMembers', { params: { id }, query: {} }))).toBe('404 not_found');
      expect((await auditOf(id)).slice(0, 2)).toEqual(['alliance_member.left', 'alliance_member.leaving']);
      await ann.call('leaveAlliance', { params: { id } });
      expect(await ann.call('getAlliance', { params: { id } })).toMatchObject({ state: 'winding_down' });
    });

    it('a dissolved alliance winds down with notice, then only its members remember it', async () => {
      const id = await formed('Enders');
      const given = await give(ann, id, await bring(ann));
      const asked = await ann.call('openAllianceVote', {
        params: { id },
        body: { kind: 'dissolve', reason: 'Done.' },
        ...keyed(),
      });
      await invite(ann, id, { email: 'late@people.test' });
      await vote(bob, id, asked.id, 'yes');
      const ending = await user.call('getAlliance', { params: { id } });
      expect(ending).toMatchObject({ state: 'winding_down', nodes: { given: 0 } });
      expect(Date.parse(ending.endsAt ?? '') - Date.parse(ending.windingDownAt ?? '')).toBe(DAY);
      expect(await outcome(give(bob, id, await bring(bob)))).toBe('409 alliance_state');
      expect(await outcome(invite(ann, id, { email: 'b@people.test' }))).toBe('409 alliance_state');
      expect((await ann.call('listAllianceInvitations', { params: { id }, query: {} })).items[0]?.state).toBe(
        'withdrawn',
      );
      await advance(DAY);
      expect(await outcome(user.call('getAlliance', { params: { id } }))).toBe('404 not_found');
      expect(await bob.call('getAlliance', { params: { id } })).toMatchObject({
        state: 'dissolved',
        endsAt: ending.endsAt,
      });
      const { items } = await bob.call('listAllianceNodes', { params: { id }, query: { state: 'all' } });
      expect(items).toMatchObject([{ id: given.id, state: 'ended', endsAt: ending.endsAt }]);
      const fresh = await signIn(scene.house, 'provider2@demo.test');
      const csv = await (await fresh.raw('GET', `/alliances/${id}/members?format=csv&state=all`)).text();
      expect(csv.split('\r\n')[0]).toBe('id,name,state,weight,nodes,asked_at,joined_at,notice_at,ends_at');
      await scene.runJobs();
      expect((await auditOf(id)).filter((action) => action === 'alliance.dissolved')).toHaveLength(1);
      expect(await outcome(propose(bob, 'Enders'))).toBe('ok');
    });

    it('invitations and votes end by themselves when nobody answers', async () => {
      const id = await formed('Sleepers');
      const invitation = await invite(ann, id, { email: 'late@people.test' });
      await scene.operator.call('joinAlliance', { params: { id }, body: { memberName: 'Olga' } });
      // Their last hour: two weeks of the whole marketplace would take long.
      for (const [table, end] of [
        ['alliance_votes', 'closes_at'],
        ['alliance_invitations', 'expires_at'],
      ])
        await scene.admin.query(
          `update ${table} set ${end} = ${end} - interval '13 days 23 hours' where alliance_id = $1`,
          [id],
        );
      await advance(DAY / 24);
      const { items, nextCursor } = await ann.call('listAllianceInvitations', { params: { id }, query: { limit: 1 } });
      expect(items).toMatchObject([{ id: invitation.id, state: 'expired', decidedAt: items[0]?.expiresAt }]);
      expect(nextCursor).not.toBeNull();
      expect(await votesOf(ann, id)).toMatchObject([{ kind: 'join', state: 'expired' }]);
      expect(await noticesOf(scene.operator)).toContain('Sleepers did not take you in');
      const past = await ann.call('listAllianceMembers', { params: { id }, query: { state: 'past' } });
      expect(past.items).toMatchObject([{ name: 'Olga', state: 'declined' }]);
    });
  });
}
