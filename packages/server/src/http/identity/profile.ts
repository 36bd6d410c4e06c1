import type { Profile } from '@marketplace/contract';
import type { User } from '../../postgres/identity.ts';

export const profileJson = (user: User): Profile => ({
  id: user.id,
  email: user.email,
  emailVerified: user.email_verified,
  name: user.name,
  pictureUrl: user.picture_url,
  timeZone: user.time_zone,
  emailNotifications: user.email_notifications,
  roles: user.roles,
  createdAt: user.created_at.toISOString(),
});
