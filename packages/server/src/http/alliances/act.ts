import { type ActFacts, type AllianceAct, actOn } from '../../alliances/act.ts';
import type { NewId } from '../../ids.ts';
import type { Tx } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import type { HttpContext } from '../context.ts';
import { noSuchAlliance } from './reach.ts';

/** The caller's act on an alliance, under its lock; throws `not_found` when there is none. */
export async function actAs<T>(
  tx: Tx,
  c: HttpContext,
  newId: NewId,
  allianceId: string,
  work: (act: AllianceAct) => Promise<T>,
): Promise<T> {
  const now = c.get('now');
  const { actor, requestId, ip } = auditFacts(c, newId);
  const by: ActFacts['by'] = { actor, ...(requestId ? { requestId } : {}), ...(ip ? { ip } : {}) };
  let found = false;
  const done = await actOn(tx, { allianceId, now, newId, by }, (act) => {
    found = true;
    return work(act);
  });
  if (!found) throw noSuchAlliance();
  return done as T;
}
