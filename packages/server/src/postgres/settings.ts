import { defaultSettings, type MarketplaceSettings, type SettingsSection } from '@marketplace/core/settings';
import { z } from 'zod';
import type { Database, Tx } from './store.ts';

/** JSON cannot carry a bigint: units are stored as decimal text. */
const units = z.union([z.string().regex(/^-?\d+$/), z.bigint()]).transform((value) => BigInt(value));

/** How each section is stored. A field that a later version added takes its default. */
const sections: { [Section in SettingsSection]: z.ZodType<Partial<MarketplaceSettings[Section]>> } = {
  brand: z.looseObject({}),
  pricing: z.looseObject({
    markup: z.object({ percent: z.number(), fixedMonthlyUnits: units }).optional(),
    minimumMonthlyUnits: units.optional(),
  }),
  limits: z.looseObject({ topUpMinimumUnits: units.optional(), topUpMaximumUnits: units.optional() }),
  billing: z.looseObject({}),
  providers: z.looseObject({ payoutMinimumUnits: units.optional() }),
  maintenanceMode: z.looseObject({}),
};

/** All settings in force: what the operator stored over the defaults. */
export async function readSettings(db: Database | Tx): Promise<MarketplaceSettings> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute();
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const section = <S extends SettingsSection>(key: S): MarketplaceSettings[S] => ({
    ...defaultSettings[key],
    ...(stored.has(key) ? (sections[key].parse(stored.get(key)) as Partial<MarketplaceSettings[S]>) : {}),
  });
  return {
    brand: section('brand'),
    pricing: section('pricing'),
    limits: section('limits'),
    billing: section('billing'),
    providers: section('providers'),
    maintenanceMode: section('maintenanceMode'),
  };
}

/** Stores a section as a whole; the caller audits the change in the same transaction. */
export async function writeSettings<S extends SettingsSection>(
  tx: Tx,
  section: S,
  value: MarketplaceSettings[S],
  change: { by: string; now: Date },
): Promise<void> {
  const row = { value: settingsJson(value), updated_at: change.now, updated_by: change.by };
  await tx
    .insertInto('settings')
    .values({ key: section, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** With units as decimal text; also what the audit log keeps of a section. */
export const settingsJson = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
