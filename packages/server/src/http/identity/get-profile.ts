import type { FetchProfile } from '../../auth0/user-profile.ts';
import type { NewId } from '../../ids.ts';
import { confirmEmail, findUser } from '../../postgres/identity.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { profileJson } from './profile.ts';

export interface GetProfileParts {
  store: Store;
  fetchProfile: FetchProfile;
  operatorEmails: readonly string[];
  newId: NewId;
}

/** While the address is unverified the issuer is asked again, so that verifying it shows at once. */
export const getProfile =
  ({ store, fetchProfile, operatorEmails, newId }: GetProfileParts): Handler<'getProfile'> =>
  async (c) => {
    const { user, claims } = actorOf(c);
    if (user.email_verified) return c.json(profileJson(user), 200);
    const token = c.req.header('authorization')?.slice('Bearer '.length) ?? '';
    const profile = await fetchProfile(token).catch(() => undefined);
    if (!profile?.emailVerified || profile.subject !== claims.subject || profile.email !== user.email)
      return c.json(profileJson(user), 200);
    await confirmEmail(store, user.id, { profile, operatorEmails, now: c.get('now'), newId });
    return c.json(profileJson((await findUser(store.db, user.id)) ?? user), 200);
  };
