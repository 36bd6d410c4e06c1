import { settleVotes } from '../../alliances/settle-votes.ts';
import { dissolve, giveNotice } from '../../alliances/transitions.ts';
import type { NewId } from '../../ids.ts';
import { changeInvitation, invitationsTo } from '../../postgres/alliance-invitations.ts';
import { changeMember, latestMembership } from '../../postgres/alliance-members.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { actAs } from './act.ts';
import type { AllianceParts } from './alliance.ts';
import { noSuchAlliance } from './reach.ts';

type Parts = AllianceParts & { newId: NewId };

/** Whoever leaves does not vote any more: what that decides is done in the same transaction. */
export const leaveAlliance =
  ({ store, supply, newId }: Parts): Handler<'leaveAlliance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) =>
      actAs(tx, c, newId, id, async (act) => {
        const member = await latestMembership(tx, id, userId);
        if (!member) throw noSuchAlliance();
        if (member.state === 'requested') {
          await changeMember(tx, member.id, { state: 'withdrawn', updated_at: act.now });
          act.record({ action: 'alliance_member.withdrawn', after: { member: member.id } });
          await settleVotes(act);
          return;
        }
        if (member.state !== 'member') return;
        const { state, founder_id } = act.alliance;
        if (state === 'proposed' && founder_id === userId) return dissolve(act, act.now);
        await giveNotice(act, member, 'leaving');
        await settleVotes(act);
      }),
    );
    supply.invalidate();
    return c.body(null, 204);
  };

export const declineInvitation =
  ({ store, newId }: Parts): Handler<'declineInvitation'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) =>
      actAs(tx, c, newId, id, async (act) => {
        const invitations = await invitationsTo(tx, { userId, now: act.now }, id);
        if (invitations.length === 0) throw noSuchAlliance();
        for (const invitation of invitations) {
          await changeInvitation(tx, invitation.id, { state: 'declined', decided_at: act.now });
          act.record({ action: 'alliance_invitation.declined', after: { invitation: invitation.id } });
        }
      }),
    );
    return c.body(null, 204);
  };
