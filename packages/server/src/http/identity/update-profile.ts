import { findUser, updateUser } from '../../postgres/identity.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem } from '../problems.ts';
import { profileJson } from './profile.ts';

export const updateProfile =
  (parts: { store: Store }): Handler<'updateProfile'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { name, pictureUrl, timeZone, emailNotifications } = c.req.valid('json');
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw fieldProblem('timeZone', 'must be a time zone such as "Europe/Brussels"');
    }
    const change = { name, picture_url: pictureUrl, time_zone: timeZone, email_notifications: emailNotifications };
    await updateUser(parts.store.db, user.id, change, c.get('now'));
    return c.json(profileJson((await findUser(parts.store.db, user.id)) ?? user), 200);
  };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
