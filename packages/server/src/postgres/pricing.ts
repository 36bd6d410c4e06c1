import type { PriceRule, PriceVersion } from '@marketplace/core/pricing';
import { type RawBuilder, sql } from 'kysely';
import { type Author, authorOf } from './author.ts';
import type { Database, Tx } from './store.ts';

/** A version with who published and who withdrew it. */
export interface StoredPriceVersion extends PriceVersion {
  effectiveAt: Date;
  reason: string | null;
  publishedAt: Date;
  publishedBy: Author | null;
  withdrawnAt: Date | null;
}

/** The version in force at a moment and everything announced after it; core decides which is which. */
export const readPriceVersions = (db: Database | Tx, at: Date): Promise<StoredPriceVersion[]> =>
  selectVersions(
    db,
    sql`where r.withdrawn_at is null and r.effective_at >= (
      select max(effective_at) from price_rules where withdrawn_at is null and effective_at <= ${at})`,
  );

/** Newest first. */
export const listPriceVersions = (
  db: Database,
  page: { before: number | undefined; limit: number },
): Promise<StoredPriceVersion[]> =>
  selectVersions(
    db,
    sql`where ${page.before ?? null}::int is null or r.version < ${page.before ?? null}::int
        order by r.version desc limit ${page.limit}`,
  );

export async function findPriceVersion(db: Database | Tx, version: number): Promise<StoredPriceVersion | undefined> {
  const [found] = await selectVersions(db, sql`where r.version = ${version}`);
  return found;
}

/** The number that the next version has to follow. */
export async function lastPriceVersion(db: Database | Tx): Promise<StoredPriceVersion> {
  const [last] = await selectVersions(db, sql`order by r.version desc limit 1`);
  if (!last) throw new Error('setup has left no price rule');
  return last;
}

export interface NewPriceVersion {
  version: number;
  rule: PriceRule;
  effectiveAt: Date;
  reason: string | null;
  publishedAt: Date;
  publishedBy: string;
}

/** Throws a violation of `price_rules_pkey` when another took this number. */
export async function insertPriceVersion(tx: Tx, added: NewPriceVersion): Promise<void> {
  const { version, rule } = added;
  await tx
    .insertInto('price_rules')
    .values({
      version,
      effective_at: added.effectiveAt,
      discount_passed_on_percent: rule.discountPassedOnPercent,
      reason: added.reason,
      published_at: added.publishedAt,
      published_by: added.publishedBy,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  const entries = [[null, rule.general] as const, ...Object.entries(rule.apps)];
  await tx
    .insertInto('price_entries')
    .values(
      entries.map(([app_id, entry]) => ({
        version,
        app_id,
        percent: entry.percent,
        fixed_monthly_units: entry.fixedMonthlyUnits,
        minimum_monthly_units: entry.minimumMonthlyUnits,
      })),
    )
    .execute();
}

/** Takes an announced version back; false when it holds already or was taken back before. */
export async function withdrawPriceVersion(
  tx: Tx,
  version: number,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('price_rules')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null)
    .where('effective_at', '>', now)
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

interface VersionRow {
  version: number;
  effective_at: Date;
  passed_on: string;
  reason: string | null;
  published_at: Date;
  withdrawn_at: Date | null;
  id: string | null;
  name: string | null;
  email: string | null;
  /** Units as text: JSON numbers would lose them. */
  entries: { app: string | null; percent: number; fixed: string; minimum: string }[];
}

async function selectVersions(db: Database | Tx, which: RawBuilder<unknown>): Promise<StoredPriceVersion[]> {
  const { rows } = await sql<VersionRow>`
    select r.version, r.effective_at, r.discount_passed_on_percent as passed_on, r.reason, r.published_at, r.withdrawn_at,
           u.id, u.name, u.email,
           (select json_agg(json_build_object('app', e.app_id, 'percent', e.percent,
                     'fixed', e.fixed_monthly_units::text, 'minimum', e.minimum_monthly_units::text))
            from price_entries e where e.version = r.version) as entries
    from price_rules r left join users u on 'user:' || u.id = r.published_by
    ${which}`.execute(db);
  return rows.map((row) => ({
    version: row.version,
    rule: ruleOf(row),
    effectiveAtMs: row.effective_at.getTime(),
    effectiveAt: row.effective_at,
    withdrawn: row.withdrawn_at !== null,
    reason: row.reason,
    publishedAt: row.published_at,
    publishedBy: authorOf(row),
    withdrawnAt: row.withdrawn_at,
  }));
}

function ruleOf({ version, entries, passed_on }: VersionRow): PriceRule {
  const parsed = entries.map(
    ({ app, percent, fixed, minimum }) =>
      [app, { percent, fixedMonthlyUnits: BigInt(fixed), minimumMonthlyUnits: BigInt(minimum) }] as const,
  );
  const general = parsed.find(([app]) => app === null)?.[1];
  if (!general) throw new Error(`price version ${version} has no general entry`);
  return {
    general,
    apps: Object.fromEntries(parsed.flatMap(([app, entry]) => (app === null ? [] : [[app, entry]]))),
    discountPassedOnPercent: Number(passed_on),
  };
}
