import { requireState } from '@marketplace/core/alliances';
import { isRefusal } from '@marketplace/core/refusal';
import { proposeAgreement } from '../../alliances/propose-agreement.ts';
import type { NewId } from '../../ids.ts';
import { decideAgreement, everyMember, listAgreements } from '../../postgres/alliance-agreements.ts';
import { closeVote } from '../../postgres/alliance-votes.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { actAs } from './act.ts';
import { loadAgreement, noSuchAgreement } from './agreement.ts';
import type { AllianceParts } from './alliance.ts';
import { formulaFrom } from './formula.ts';
import { requireVoter } from './open-vote.ts';

export const proposeAllianceAgreement =
  (parts: AllianceParts & { newId: NewId }): Handler<'proposeAllianceAgreement'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId, operation: 'proposeAllianceAgreement', key, body: { id, ...body }, now }, () =>
        actAs(tx, c, newId, id, async (act) => {
          const by = await requireVoter(act, userId);
          const refusal = requireState(act.alliance.state, 'active');
          if (refusal) throw problemOf(refusal);
          const formula = formulaFrom(body.formula, await everyMember(tx, id));
          const proposed = await proposeAgreement(act, { ...body, formula, comment: body.comment, by });
          if (isRefusal(proposed)) throw problemOf(proposed);
          return proposed;
        }),
      ),
    );
    return c.json(await loadAgreement(store.db, { allianceId: id, userId, now }, resourceId), 201);
  };

export const withdrawAllianceAgreement =
  (parts: AllianceParts & { newId: NewId }): Handler<'withdrawAllianceAgreement'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id, agreementId } = c.req.valid('param');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) =>
      actAs(tx, c, newId, id, async (act) => {
        await requireVoter(act, userId);
        const [row] = await listAgreements(tx, { allianceId: id, id: agreementId, limit: 1 });
        if (!row) throw noSuchAgreement();
        if (row.status === 'withdrawn') return;
        if (row.proposedBy !== userId)
          throw new HttpProblem('vote_not_yours', 'Only whoever proposed it can take it back.');
        if (!(await decideAgreement(tx, row.id, 'withdrawn', now)))
          throw new HttpProblem('vote_closed', 'This proposal is decided.', { details: { state: row.status } });
        if (row.voteId) await closeVote(tx, row.voteId, 'void', now);
        act.record({ action: 'alliance_agreement.withdrawn', after: { version: row.version } });
      }),
    );
    return c.json(await loadAgreement(store.db, { allianceId: id, userId, now }, agreementId), 200);
  };
