import type { NewVote } from '@marketplace/contract';
import { electorsOf, requireState } from '@marketplace/core/alliances';
import type { z } from 'zod';
import type { AllianceAct } from '../../alliances/act.ts';
import { openVote, voterOf } from '../../alliances/open-vote.ts';
import type { NewId } from '../../ids.ts';
import { electorOf, latestMembership, type MemberRow, presentMembers } from '../../postgres/alliance-members.ts';
import { violates } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { actAs } from './act.ts';
import type { AllianceParts } from './alliance.ts';
import { noSuchAlliance } from './reach.ts';
import { loadVote } from './vote.ts';

type Asked = z.output<typeof NewVote>;

export const openAllianceVote =
  (parts: AllianceParts & { newId: NewId }): Handler<'openAllianceVote'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const { resourceId } = await refuseSecond(() =>
      store.transaction((tx) =>
        once(tx, { userId, operation: 'openAllianceVote', key, body: { id, ...body }, now }, () =>
          actAs(tx, c, newId, id, async (act) => {
            const voter = await requireVoter(act, userId);
            const refusal = requireState(act.alliance.state, 'active');
            if (refusal) throw problemOf(refusal);
            await checkSubject(act, body, voter);
            const vote = await openVote(act, {
              kind: body.kind,
              reason: body.reason,
              openedBy: { userId, name: voter.name },
              ballotOf: voter,
              ...(body.kind === 'expel' ? { memberId: body.memberId } : {}),
              ...(body.kind === 'settings' ? { change: body.change } : {}),
            });
            return vote.id;
          }),
        ),
      ),
    );
    parts.supply.invalidate();
    return c.json(await loadVote(store.db, id, resourceId, userId), 201);
  };

/** The caller as a voting member; 404 for strangers, and a reason for whoever gave notice. */
export async function requireVoter(act: AllianceAct, userId: string): Promise<MemberRow> {
  const voter = await voterOf(act, userId);
  if (voter) return voter;
  const latest = await latestMembership(act.tx, act.alliance.id, userId);
  if (latest?.state !== 'leaving') throw noSuchAlliance();
  throw new HttpProblem('vote_not_yours', 'You gave notice: you do not vote any more.');
}

async function checkSubject({ tx, alliance }: AllianceAct, body: Asked, voter: MemberRow): Promise<void> {
  const members = await presentMembers(tx, alliance.id);
  const inside = members.filter(({ state }) => state === 'member' || state === 'leaving');
  if (body.kind === 'settings')
    for (const [index, { memberId }] of (body.change.weights ?? []).entries())
      if (!inside.some(({ id }) => id === memberId))
        throw fieldProblem(`change.weights.${index}.memberId`, 'must be a member of the alliance');
  if (body.kind !== 'expel') return;
  if (body.memberId === voter.id) throw fieldProblem('memberId', 'is you: leave instead');
  if (!inside.some(({ id }) => id === body.memberId))
    throw fieldProblem('memberId', 'must be a member of the alliance');
  if (electorsOf(members.map(electorOf), 'expel', body.memberId).length < 2)
    throw new HttpProblem(
      'alliance_too_small',
      'In an alliance of two nobody is expelled: leave, or vote to dissolve it.',
    );
}

/** One open question about one thing, also when two ask at once. */
async function refuseSecond<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!violates(error, 'alliance_votes_open')) throw error;
    throw new HttpProblem('vote_exists', 'The members are being asked about this already.');
  }
}
