import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { insertPriceVersion, lastPriceVersion, type StoredPriceVersion } from '../../postgres/pricing.ts';
import { type Store, violates } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, type HttpProblem } from '../problems.ts';
import { settingsChanged } from '../settings/update-settings.ts';
import type { Supply } from '../supply.ts';
import { pricingJson } from './get-pricing.ts';
import { priceRuleJson, readPriceRule } from './price-rule.ts';

const YEAR_MS = 366 * 86_400_000;

/** The rule and the job that tells people of it are written in one transaction; the rule holds from its moment on by itself. */
export const publishPrices =
  (parts: { store: Store; supply: Supply; newId: NewId; wake: () => void }): Handler<'publishPrices'> =>
  async (c) => {
    const body = c.req.valid('json');
    const now = c.get('now');
    const rule = readPriceRule(body.rule);
    const effectiveAt = momentOf(body.effectiveAt, now);
    const version = body.basedOn + 1;
    await parts.store
      .transaction(async (tx) => {
        const last = await lastPriceVersion(tx);
        if (last.version !== body.basedOn) throw stale(last);
        await insertPriceVersion(tx, {
          version,
          rule,
          effectiveAt,
          reason: body.reason ?? null,
          publishedAt: now,
          publishedBy: `user:${actorOf(c).user.id}`,
        });
        if (effectiveAt > now)
          await enqueue(tx, 'pricing.announce', { version }, { key: `pricing.announce:${version}` });
        await writeAudit(tx, {
          ...auditFacts(c, parts.newId),
          action: 'prices.published',
          object: `prices:${version}`,
          before: priceRuleJson(last.rule),
          after: { ...priceRuleJson(rule), effectiveAt: effectiveAt.toISOString() },
          ...(body.reason ? { reason: body.reason } : {}),
        });
      })
      .catch(async (error: unknown) => {
        throw violates(error, 'price_rules_pkey') ? stale(await lastPriceVersion(parts.store.db)) : error;
      });
    parts.supply.invalidate();
    parts.wake();
    return c.json(await pricingJson(parts.store.db, now), 200);
  };

function momentOf(effectiveAt: string | undefined, now: Date): Date {
  if (effectiveAt === undefined) return now;
  const moment = new Date(effectiveAt);
  if (moment < now) throw fieldProblem('effectiveAt', 'must not be past');
  if (moment.getTime() > now.getTime() + YEAR_MS) throw fieldProblem('effectiveAt', 'must be within a year');
  return moment;
}

const stale = ({ publishedBy, publishedAt }: StoredPriceVersion): HttpProblem =>
  settingsChanged('The price rule', { section: 'pricing', changedBy: publishedBy, changedAt: publishedAt });
