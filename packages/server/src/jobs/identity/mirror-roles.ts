import type { RoleMirror } from '../../auth0/role-mirror.ts';
import type { Clock } from '../../clock.ts';
import { findUser } from '../../postgres/identity.ts';
import {
  markRolesMirrored,
  pendingRoleMirror,
  peopleBehindMirror,
  requestRoleMirror,
} from '../../postgres/role-mirrors.ts';
import type { Store } from '../../postgres/store.ts';

export interface MirrorRolesParts {
  store: Store;
  clock: Clock;
  /** Undefined where no management client is configured: then nobody is told. */
  roleMirror: RoleMirror | undefined;
}

/**
 * Writes a person's present roles to the identity provider. It always writes the whole state as it is now, so an outcome
 * that was lost is simply written again, and the last change wins.
 */
export async function mirrorRoles({ store, clock, roleMirror }: MirrorRolesParts, userId: string): Promise<void> {
  if (!roleMirror) return;
  // The version is read first: a change that comes meanwhile is written now and once more by its own job.
  const pending = await pendingRoleMirror(store.db, userId);
  const user = pending && (await findUser(store.db, userId));
  if (!user) return;
  for (const subject of pending.subjects) await roleMirror.write(subject, user.roles);
  await markRolesMirrored(store.db, userId, pending.version, clock.now());
}

/** Takes up what was lost: jobs that gave up, and changes from before the management client was configured. */
export async function resumeRoleMirrors({ store, roleMirror }: MirrorRolesParts): Promise<void> {
  if (!roleMirror) return;
  for (const userId of await peopleBehindMirror(store.db)) await requestRoleMirror(store.db, userId);
}
