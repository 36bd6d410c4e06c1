import { defaultSettings, type MarketplaceSettings, type SettingsSection } from '@marketplace/core/settings';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Author, authorOf } from './author.ts';
import type { Database, Tx } from './store.ts';

/** JSON cannot carry a bigint: units are stored as decimal text. */
const units = z.union([z.string().regex(/^-?\d+$/), z.bigint()]).transform((value) => BigInt(value));

/** How each section is stored. A field that a later version added takes its default. */
const sections: { [Section in SettingsSection]: z.ZodType<Partial<MarketplaceSettings[Section]>> } = {
  brand: z.looseObject({}),
  limits: z.looseObject({ topUpMinimumUnits: units.optional(), topUpMaximumUnits: units.optional() }),
  billing: z.looseObject({}),
  providers: z.looseObject({ payoutMinimumUnits: units.optional() }),
  float: z.looseObject({ lowBalanceUnits: units.optional() }),
  maintenanceMode: z.looseObject({}),
};

/** All settings in force: what the operator stored over the defaults. */
export async function readSettings(db: Database | Tx): Promise<MarketplaceSettings> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute();
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  return mapSections((key) => sectionValue(key, stored.get(key))) as MarketplaceSettings;
}

/** A section as it stands, and whose last word it is. */
export interface StoredSection<Section extends SettingsSection> {
  value: MarketplaceSettings[Section];
  /** Grows with each change; 0 while the defaults hold. */
  version: number;
  changedAt: Date | null;
  changedBy: Author | null;
}
export type SettingsDocument = { [Section in SettingsSection]: StoredSection<Section> };

export async function readSettingsDocument(db: Database | Tx): Promise<SettingsDocument> {
  const rows = await db
    .selectFrom('settings')
    .leftJoin('users', (join) => join.on(sql`'user:' || users.id`, '=', sql.ref('settings.updated_by')))
    .select(['key', 'value', 'version', 'settings.updated_at', 'users.id', 'users.name', 'users.email'])
    .execute();
  const stored = new Map(rows.map((row) => [row.key, row]));
  return mapSections((key) => {
    const row = stored.get(key);
    return {
      value: sectionValue(key, row?.value),
      version: row?.version ?? 0,
      changedAt: row?.updated_at ?? null,
      changedBy: row ? authorOf(row) : null,
    };
  }) as SettingsDocument;
}

export interface SettingsChange {
  by: string;
  now: Date;
  /** The version that the writer saw; whatever stands is replaced without it. */
  expected?: number;
}

/**
 * Stores a section as a whole; false, and nothing stored, when somebody else changed it since. The caller audits the
 * change in the same transaction.
 */
export async function writeSettings<S extends SettingsSection>(
  tx: Tx,
  section: S,
  value: MarketplaceSettings[S],
  { by, now, expected }: SettingsChange,
): Promise<boolean> {
  const { rows } = await sql`
    insert into settings as s (key, value, version, updated_at, updated_by)
    select ${section}, ${settingsJson(value)}::jsonb, 1, ${now}, ${by}
    where ${expected ?? 0} = 0 or exists (select from settings where key = ${section})
    on conflict (key) do update
      set value = excluded.value, version = s.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      where ${expected ?? null}::int is null or s.version = ${expected ?? null}::int
    returning version`.execute(tx);
  return rows.length > 0;
}

/** With units as decimal text; also what the audit log keeps of a section. */
export const settingsJson = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

const sectionValue = <S extends SettingsSection>(key: S, stored: unknown): MarketplaceSettings[S] => ({
  ...defaultSettings[key],
  ...(stored === undefined ? {} : (sections[key].parse(stored) as Partial<MarketplaceSettings[S]>)),
});

function mapSections<T>(of: <S extends SettingsSection>(key: S) => T) {
  return {
    brand: of('brand'),
    limits: of('limits'),
    billing: of('billing'),
    providers: of('providers'),
    float: of('float'),
    maintenanceMode: of('maintenanceMode'),
  };
}
