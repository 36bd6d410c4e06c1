import { electorsOf } from '@marketplace/core/alliances';
import { castBallot as storeBallot } from '../../alliances/open-vote.ts';
import { settleVotes } from '../../alliances/settle-votes.ts';
import type { NewId } from '../../ids.ts';
import { electorOf } from '../../postgres/alliance-members.ts';
import { ballotsOf, findVote } from '../../postgres/alliance-votes.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { actAs } from './act.ts';
import type { AllianceParts } from './alliance.ts';
import { requireVoter } from './open-vote.ts';
import { loadVote, noSuchVote } from './vote.ts';

/** Stores the answer and does what it decides. The same answer again, also to a vote that it closed, changes nothing. */
export const castBallot =
  (parts: AllianceParts & { newId: NewId }): Handler<'castBallot'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id, voteId } = c.req.valid('param');
    const { choice } = c.req.valid('json');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) =>
      actAs(tx, c, newId, id, async (act) => {
        const voter = await requireVoter(act, userId);
        const vote = await findVote(tx, id, voteId);
        if (!vote) throw noSuchVote();
        const given = (await ballotsOf(tx, [voteId])).find(({ member_id }) => member_id === voter.id);
        if (given?.choice === choice) return;
        if (vote.state !== 'open' || vote.closes_at <= act.now)
          throw new HttpProblem('vote_closed', 'This vote is closed.', { details: { state: vote.state } });
        if (electorsOf([electorOf(voter)], vote.kind, vote.member_id).length === 0)
          throw new HttpProblem('vote_not_yours', 'Nobody votes on their own expulsion.');
        await storeBallot(act, vote, voter, choice);
        await settleVotes(act);
      }),
    );
    parts.supply.invalidate();
    return c.json(await loadVote(store.db, id, voteId, userId), 200);
  };
