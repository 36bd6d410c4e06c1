import { requireState } from '@marketplace/core/alliances';
import type { AllianceAct } from '../../alliances/act.ts';
import { openVote } from '../../alliances/open-vote.ts';
import { admit } from '../../alliances/transitions.ts';
import type { NewId } from '../../ids.ts';
import { changeInvitation, invitationsTo } from '../../postgres/alliance-invitations.ts';
import { insertMember, latestMembership, type MemberRow } from '../../postgres/alliance-members.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { actAs } from './act.ts';
import { type AllianceParts, loadDetail } from './alliance.ts';
import { noSuchAlliance } from './reach.ts';

type Parts = AllianceParts & { newId: NewId };

export const joinAlliance =
  (parts: Parts): Handler<'joinAlliance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { memberName, message } = c.req.valid('json');
    const userId = actorOf(c).user.id;
    await parts.store.transaction((tx) =>
      actAs(tx, c, parts.newId, id, async (act) => {
        const latest = await latestMembership(tx, id, userId);
        const { state } = act.alliance;
        if ((state === 'proposed' || state === 'dissolved') && !latest?.joined_at) throw noSuchAlliance();
        if (latest?.state === 'requested') return;
        refuseMember(latest, act);
        const refusal = requireState(state, 'active');
        if (refusal) throw problemOf(refusal);
        await askMembers(act, { userId, name: memberName, weight: 1 }, message);
      }),
    );
    return c.json(await loadDetail(parts, c, id), 201);
  };

/** Of two who accept at once with one invitation, or twice, one membership comes out. */
export const acceptInvitation =
  (parts: Parts): Handler<'acceptInvitation'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { memberName } = c.req.valid('json');
    const userId = actorOf(c).user.id;
    await parts.store.transaction((tx) =>
      actAs(tx, c, parts.newId, id, async (act) => {
        const latest = await latestMembership(tx, id, userId);
        const invitations = await invitationsTo(tx, { userId, now: act.now }, id);
        const [newest] = invitations;
        if (!newest) {
          if (latest && ['requested', 'member', 'leaving'].includes(latest.state)) return;
          throw noSuchAlliance();
        }
        const refusal = requireState(act.alliance.state, 'proposed', 'active');
        if (refusal) throw problemOf(refusal);
        let member = latest;
        if (latest?.state !== 'requested') {
          refuseMember(latest, act);
          const person = { userId, name: memberName, weight: newest.weight };
          member =
            act.alliance.state === 'active' ? await askMembers(act, person, undefined) : await joinAtOnce(act, person);
        }
        for (const { id: invitation } of invitations)
          await changeInvitation(tx, invitation, {
            state: 'accepted',
            decided_at: act.now,
            member_id: member?.id ?? null,
          });
        act.record({ action: 'alliance_invitation.accepted', after: { invitation: newest.id } });
      }),
    );
    return c.json(await loadDetail(parts, c, id), 200);
  };

interface Person {
  userId: string;
  name: string;
  weight: number;
}

const insertPerson = ({ tx, now, newId, alliance }: AllianceAct, person: Person): Promise<MemberRow> =>
  insertMember(tx, {
    id: newId(now),
    alliance_id: alliance.id,
    user_id: person.userId,
    name: person.name,
    state: 'requested',
    weight: person.weight,
    created_at: now,
    updated_at: now,
  });

async function joinAtOnce(act: AllianceAct, person: Person): Promise<MemberRow> {
  const member = await insertPerson(act, person);
  await admit(act, member);
  return member;
}

/** Nobody joins an active alliance without its members. */
async function askMembers(act: AllianceAct, person: Person, message: string | undefined): Promise<MemberRow> {
  const member = await insertPerson(act, person);
  act.record({ action: 'alliance_member.requested', after: { member: member.id, user: person.userId } });
  await openVote(act, {
    kind: 'join',
    memberId: member.id,
    reason: message,
    openedBy: { userId: person.userId, name: person.name },
  });
  return member;
}

function refuseMember(latest: MemberRow | undefined, { now }: AllianceAct): void {
  if (!latest) return;
  const present = latest.state === 'member' || latest.state === 'leaving';
  // Whoever was expelled shares until the notice ends; only then they may ask again.
  const stillCounts = latest.ends_at !== null && latest.ends_at > now;
  if (present || stillCounts) throw new HttpProblem('already_member', 'You are a member of this alliance already.');
}
