import { slugOf } from '@marketplace/core/alliances';
import { ppmOf } from '../../alliances/vote-effects.ts';
import type { NewId } from '../../ids.ts';
import { insertMember } from '../../postgres/alliance-members.ts';
import { insertAlliance, takenSlugs } from '../../postgres/alliances.ts';
import { type Tx, violates } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { actAs } from './act.ts';
import { type AllianceParts, loadDetail } from './alliance.ts';

export const createAlliance =
  (parts: AllianceParts & { newId: NewId }): Handler<'createAlliance'> =>
  async (c) => {
    const { store, newId } = parts;
    const now = c.get('now');
    const { id: userId } = actorOf(c).user;
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const { resourceId } = await refuseTakenName(() =>
      store.transaction((tx) =>
        once(tx, { userId, operation: 'createAlliance', key, body, now }, async () => {
          const id = newId(now);
          await insertAlliance(tx, {
            id,
            name: body.name,
            slug: await freeSlug(tx, body.name),
            kind: body.kind,
            purpose: body.purpose,
            sla_ppm: ppmOf(body.slaPercent),
            governance: body.governance,
            quorum: body.quorum,
            notice_days: body.noticeDays,
            state: 'proposed',
            founder_id: userId,
            created_at: now,
            updated_at: now,
          });
          await actAs(tx, c, newId, id, async (act) => {
            await insertMember(tx, {
              id: newId(now),
              alliance_id: id,
              user_id: userId,
              name: body.memberName,
              state: 'member',
              weight: body.weight,
              created_at: now,
              updated_at: now,
              joined_at: now,
            });
            act.record({ action: 'alliance.proposed', after: { ...body } });
          });
          return id;
        }),
      ),
    );
    return c.json(await loadDetail(parts, c, resourceId), 201);
  };

async function freeSlug(tx: Tx, name: string): Promise<string> {
  const slug = slugOf(name);
  const taken = await takenSlugs(tx, slug);
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

/** Two alliances that are not over never share a name; of two that ask at once one gets it. */
export async function refuseTakenName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!violates(error, 'alliances_name') && !violates(error, 'alliances_slug_key')) throw error;
    throw new HttpProblem('alliance_name_taken', 'Another alliance has this name.', {
      errors: [{ path: 'name', message: 'is the name of another alliance' }],
    });
  }
}
