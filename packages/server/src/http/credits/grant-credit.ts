import { formatUnits, writeDollars } from '@marketplace/core/money';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { activeCredits, grantCredit as grant } from '../../postgres/credits.ts';
import { notify } from '../../postgres/notifications.ts';
import { listCredits } from '../../postgres/operator-credits.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { creditJson } from './credit.ts';
import { creditUnits, futureTime } from './credit-amount.ts';

/** Money that the operator gives: on the balance at once, told to the user, written into the audit log. */
export const grantCredit =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'grantCredit'> =>
  async (c) => {
    const operator = actorOf(c).user;
    const userId = c.req.valid('param').id;
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const units = creditUnits(body.amount);
    const expiresAt = futureTime(body.expiresAt, 'expiresAt', now);
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: operator.id, operation: 'grantCredit', key, body: { ...body, userId }, now }, async () => {
        await requireUser(tx, userId);
        const id = newId(now);
        const { reason } = body;
        await grant(tx, {
          id,
          userId,
          amountUnits: units,
          origin: 'operator',
          grantedBy: operator.id,
          reason,
          description: `Credit: ${reason}`,
          expiresAt,
          now,
        });
        await notify(tx, { userId, notice: noticeOf(id, units, reason, expiresAt), now, newId });
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'credit.granted',
          object: `user:${userId}`,
          after: { creditId: id, amount: formatUnits(units), expiresAt: expiresAt?.toISOString() ?? null },
          reason,
        });
        return id;
      }),
    );
    const [row] = await listCredits(store.db, { id: resourceId, limit: 1 });
    if (!row) throw new HttpProblem('not_found', 'There is no such credit.');
    const active = (await activeCredits(store.db, userId)).find(({ id }) => id === row.id);
    return c.json(creditJson(row, active?.leftUnits ?? 0n), 201);
  };

async function requireUser(tx: Tx, id: string) {
  const known = await tx.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) throw new HttpProblem('not_found', 'There is no such user.');
}

const noticeOf = (id: string, units: bigint, reason: string, expiresAt: Date | undefined) => ({
  topic: 'money' as const,
  severity: 'info' as const,
  dedupeKey: `credit:${id}`,
  title: `You received a credit of ${writeDollars(units)}`,
  body: [
    `Reason: ${reason}`,
    `Usage is paid from it before your own money.${expiresAt ? ` What is left on ${expiresAt.toISOString().slice(0, 10)} expires.` : ''}`,
  ].join('\n\n'),
  link: '/balance',
  linkLabel: 'See the balance',
});
