import type { ProviderProfile } from '@marketplace/contract';
import { findProviderProfile, type ProviderProfileRow } from '../../postgres/provider-profiles.ts';
import type { Database, Tx } from '../../postgres/store.ts';
import type { Actor } from '../context.ts';

export const providerProfileJson = (row: ProviderProfileRow): ProviderProfile => ({
  name: row.name,
  contactEmail: row.contact_email,
  contactPhone: row.contact_phone,
  website: row.website,
  about: row.about,
  updatedAt: row.updated_at.toISOString(),
});

/** A provider whose role was not asked for by a request has no profile yet: it begins with what is known of the person. */
export async function readProviderProfile(db: Database | Tx, { user }: Actor, now: Date): Promise<ProviderProfileRow> {
  const known = await findProviderProfile(db, user.id);
  return (
    known ?? {
      user_id: user.id,
      name: user.name,
      contact_email: user.email,
      contact_phone: null,
      website: null,
      about: null,
      created_at: now,
      updated_at: now,
    }
  );
}
