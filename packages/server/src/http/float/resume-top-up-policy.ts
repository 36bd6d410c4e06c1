import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { resumePolicy } from '../../postgres/top-up-policy.ts';
import { lockTreasury } from '../../postgres/treasury-transfers.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { policyDocument } from './top-up-policy.ts';

/** A paused policy goes on; what failed before does not count any more. */
export const resumeTopUpPolicy =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'resumeTopUpPolicy'> =>
  async (c) => {
    const { user } = actorOf(c);
    const now = c.get('now');
    await store.transaction(async (tx) => {
      await lockTreasury(tx);
      if (!(await resumePolicy(tx, now))) throw new HttpProblem('policy_not_paused', 'The policy is not paused.');
      const by = `user:${user.id}`;
      const resolution = 'Somebody let the policy go on.';
      await closeTask(tx, { kind: 'top_up_paused', subject: 'top-up-policy', by, resolution, now });
      await writeAudit(tx, { ...auditFacts(c, newId), action: 'top_up_policy.resumed', object: 'top-up-policy' });
    });
    return c.json(await policyDocument(store.db, now), 200);
  };
