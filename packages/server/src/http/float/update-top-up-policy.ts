import type { NewId } from '../../ids.ts';
import { endQuestion } from '../../jobs/float/end-question.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store } from '../../postgres/store.ts';
import { findQuestion } from '../../postgres/top-up-decisions.ts';
import { readTopUpPolicy, writeTopUpPolicy } from '../../postgres/top-up-policy.ts';
import { lockTreasury } from '../../postgres/treasury-transfers.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { settingsChanged } from '../settings/update-settings.ts';
import { acceptPolicy, policyDocument, policyJson } from './top-up-policy.ts';

/** Replaces the policy; the next tick looks by it. */
export const updateTopUpPolicy =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'updateTopUpPolicy'> =>
  async (c) => {
    const { user } = actorOf(c);
    const now = c.get('now');
    const { version, policy: given } = c.req.valid('json');
    const policy = acceptPolicy(given, 'policy.');
    await store.transaction(async (tx) => {
      await lockTreasury(tx);
      const before = await readTopUpPolicy(tx);
      const written = await writeTopUpPolicy(tx, policy, { expected: version, by: `user:${user.id}`, now });
      if (!written) throw settingsChanged('The policy', { section: 'top-up-policy', ...before });
      const question = await findQuestion(tx);
      if (question) await endQuestion(tx, question.id, 'The policy was changed.', now);
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'top_up_policy.changed',
        object: 'top-up-policy',
        before: policyJson(before.policy),
        after: policyJson(policy),
      });
    });
    return c.json(await policyDocument(store.db, now), 200);
  };
