import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

export const noticeTopics = ['money', 'deployments', 'maintenance', 'provider', 'operator', 'account'] as const;
export const NoticeTopic = z.enum(noticeTopics).openapi('NoticeTopic');
export type NoticeTopic = z.infer<typeof NoticeTopic>;

export const Notification = z
  .object({
    id: z.uuid(),
    topic: NoticeTopic,
    severity: z.enum(['info', 'warn', 'urgent']),
    title: z.string(),
    body: z.string().openapi({ description: 'Paragraphs are parted by an empty line.' }),
    link: z.string().nullable().openapi({ description: 'A path of the console.' }),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .openapi('Notification');
export type Notification = z.infer<typeof Notification>;

export const notificationListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  unread: z.enum(['true', 'false']).optional(),
  topic: NoticeTopic.optional(),
  sort: sortBy(['created', 'topic'], '-created'),
});

export const NotificationPage = page(Notification)
  .extend({ unreadCount: z.number().int().openapi({ description: 'Of all notifications, whatever the filter.' }) })
  .openapi('NotificationPage');
export type NotificationPage = z.infer<typeof NotificationPage>;

/** Either some by their ids, or all up to a moment, so that what arrives meanwhile stays unread. */
export const ReadNotifications = z
  .strictObject({ ids: z.array(z.uuid()).min(1).max(100).optional(), upTo: Instant.optional() })
  .refine((given) => (given.ids === undefined) !== (given.upTo === undefined), 'give either ids or upTo')
  .openapi('ReadNotifications');

export const NotificationPreferences = z
  .object({ topics: z.array(z.object({ topic: NoticeTopic, mail: z.boolean() })) })
  .openapi('NotificationPreferences');
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

export const NotificationPreferencesChange = z
  .strictObject({
    topics: z
      .array(z.strictObject({ topic: NoticeTopic, mail: z.boolean() }))
      .min(1)
      .max(noticeTopics.length),
  })
  .openapi('NotificationPreferencesChange');

export const notificationRoutes = {
  listNotifications: route('listNotifications', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'What happened, newest first',
    request: { query: notificationListQuery },
    responses: { 200: jsonOrCsv('One page and the number of unread ones.', NotificationPage), ...problems(400, 401) },
  }),
  readNotifications: route('readNotifications', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Mark as read',
    description: 'Ids of others are passed over. Repeating it changes nothing.',
    request: { body: body(ReadNotifications) },
    responses: {
      200: json('How many are unread now.', z.object({ unreadCount: z.number().int() })),
      ...problems(400, 401),
    },
  }),
  getNotificationPreferences: route('getNotificationPreferences', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Which topics also come by mail',
    responses: { 200: json('Every topic.', NotificationPreferences), ...problems(401) },
  }),
  updateNotificationPreferences: route('updateNotificationPreferences', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Choose which topics also come by mail',
    description: 'Topics that are not named stay as they are. Urgent notices always come by mail.',
    request: { body: body(NotificationPreferencesChange) },
    responses: { 200: json('Every topic.', NotificationPreferences), ...problems(400, 401) },
  }),
};
