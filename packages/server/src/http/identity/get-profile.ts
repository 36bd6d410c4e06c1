import type { FetchProfile } from '../../auth0/user-profile.ts';
import { findUser, markEmailVerified } from '../../postgres/identity.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { profileJson } from './profile.ts';

/** While the address is unverified the issuer is asked again, so that verifying it shows at once. */
export const getProfile =
  (parts: { store: Store; fetchProfile: FetchProfile }): Handler<'getProfile'> =>
  async (c) => {
    const { user, claims } = actorOf(c);
    if (user.email_verified) return c.json(profileJson(user), 200);
    const token = c.req.header('authorization')?.slice('Bearer '.length) ?? '';
    const profile = await parts.fetchProfile(token).catch(() => undefined);
    const verified = profile?.emailVerified && profile.subject === claims.subject && profile.email === user.email;
    if (!verified) return c.json(profileJson(user), 200);
    await markEmailVerified(parts.store.db, user.id, c.get('now'));
    return c.json(profileJson((await findUser(parts.store.db, user.id)) ?? user), 200);
  };
