import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface SettingsTables {
  settings: { key: string; value: Json<unknown>; version: Generated<number>; updated_at: Date; updated_by: string };
  brand_logos: { hash: string; media_type: LogoType; bytes: Buffer; created_at: Date };
}

export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';
