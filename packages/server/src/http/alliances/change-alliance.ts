import { judgeActivation, requireState } from '@marketplace/core/alliances';
import { isRefusal } from '@marketplace/core/refusal';
import { tellMembers } from '../../alliances/tell-members.ts';
import { percentOf, ppmOf, settingWords } from '../../alliances/vote-effects.ts';
import type { NewId } from '../../ids.ts';
import { latestMembership } from '../../postgres/alliance-members.ts';
import { startContributions } from '../../postgres/alliance-nodes.ts';
import { type AllianceRow, changeAlliance } from '../../postgres/alliances.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { actAs } from './act.ts';
import { type AllianceParts, countMembers, loadDetail } from './alliance.ts';
import { refuseTakenName } from './create-alliance.ts';
import { noSuchAlliance } from './reach.ts';

type Parts = AllianceParts & { newId: NewId };

/** While it is proposed its founder may change the terms; whoever joined is told and may leave at once. */
export const updateAlliance =
  (parts: Parts): Handler<'updateAlliance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { slaPercent, noticeDays, ...rest } = c.req.valid('json');
    const given = c.req.valid('json');
    const userId = actorOf(c).user.id;
    await refuseTakenName(() =>
      parts.store.transaction((tx) =>
        actAs(tx, c, parts.newId, id, async (act) => {
          const { alliance, now } = act;
          const member = await latestMembership(tx, id, userId);
          if (member?.state !== 'member') throw noSuchAlliance();
          const refusal = requireState(alliance.state, 'proposed');
          if (refusal) throw problemOf(refusal);
          if (alliance.founder_id !== userId)
            throw new HttpProblem('forbidden', 'Only its founder changes a proposed alliance.');
          const before = termsOf(alliance);
          const changed = Object.entries(given).filter(
            ([field, value]) => value !== undefined && value !== before[field as keyof typeof before],
          );
          if (changed.length === 0) return;
          await changeAlliance(tx, id, {
            ...defined(rest),
            ...(slaPercent === undefined ? {} : { sla_ppm: ppmOf(slaPercent) }),
            ...(noticeDays === undefined ? {} : { notice_days: noticeDays }),
            updated_at: now,
          });
          const fields = changed.map(([field]) => settingWords[field] ?? field);
          await tellMembers(act, { kind: 'terms_changed', fields }, { occasion: act.newId(now), except: userId });
          act.record({ action: 'alliance.terms_changed', before, after: Object.fromEntries(changed) });
        }),
      ),
    );
    return c.json(await loadDetail(parts, c, id), 200);
  };

/** By any member once there are enough; of two who press at once one does it and both see the same. */
export const activateAlliance =
  (parts: Parts): Handler<'activateAlliance'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const userId = actorOf(c).user.id;
    await parts.store.transaction((tx) =>
      actAs(tx, c, parts.newId, id, async (act) => {
        const { alliance, now } = act;
        const member = await latestMembership(tx, id, userId);
        if (member?.state !== 'member') throw noSuchAlliance();
        const judged = judgeActivation(alliance.state, await countMembers(tx, id), alliance.quorum);
        if (isRefusal(judged)) throw problemOf(judged);
        if (judged === 'nothing') return;
        await changeAlliance(tx, id, { state: 'active', activated_at: now, updated_at: now });
        await startContributions(tx, id, now);
        await tellMembers(act, { kind: 'activated' }, { occasion: id, except: userId });
        act.record({ action: 'alliance.activated', before: { state: 'proposed' }, after: { state: 'active' } });
      }),
    );
    parts.supply.invalidate();
    return c.json(await loadDetail(parts, c, id), 200);
  };

const termsOf = (row: AllianceRow) => ({
  name: row.name,
  kind: row.kind,
  purpose: row.purpose,
  slaPercent: percentOf(row.sla_ppm),
  governance: row.governance,
  quorum: row.quorum,
  noticeDays: row.notice_days,
});

/** The fields that were given. */
const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof T]?: Exclude<T[Field], undefined>;
  };
