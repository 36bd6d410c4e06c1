import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { saveProviderProfile } from '../../postgres/provider-profiles.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { providerProfileJson, readProviderProfile } from './profile.ts';

export const updateProviderProfile =
  (parts: { store: Store; newId: NewId }): Handler<'updateProviderProfile'> =>
  async (c) => {
    const actor = actorOf(c);
    const patch = c.req.valid('json');
    const now = c.get('now');
    const saved = await parts.store.transaction(async (tx) => {
      const before = await readProviderProfile(tx, actor, now);
      const after = {
        ...before,
        ...(patch.name === undefined ? {} : { name: patch.name }),
        ...(patch.contactEmail === undefined ? {} : { contact_email: patch.contactEmail }),
        ...(patch.contactPhone === undefined ? {} : { contact_phone: patch.contactPhone }),
        ...(patch.website === undefined ? {} : { website: patch.website }),
        ...(patch.about === undefined ? {} : { about: patch.about }),
        updated_at: now,
      };
      await saveProviderProfile(tx, after);
      await writeAudit(tx, {
        ...auditFacts(c, parts.newId),
        action: 'provider_profile.changed',
        object: `user:${actor.user.id}`,
        after: { fields: Object.keys(patch) },
      });
      return after;
    });
    return c.json(providerProfileJson(saved), 200);
  };
