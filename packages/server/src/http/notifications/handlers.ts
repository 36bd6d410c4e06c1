import type { HttpParts } from '../parts.ts';
import { listNotifications } from './list-notifications.ts';
import { getNotificationPreferences, updateNotificationPreferences } from './preferences.ts';
import { readNotifications } from './read-notifications.ts';

export const notificationsHandlers = (parts: HttpParts) => ({
  listNotifications: listNotifications(parts),
  readNotifications: readNotifications(parts),
  getNotificationPreferences: getNotificationPreferences(parts),
  updateNotificationPreferences: updateNotificationPreferences(parts),
});
