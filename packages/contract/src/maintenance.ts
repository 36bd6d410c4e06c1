import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  page,
  pageQuery,
  route,
  sortBy,
} from './route.ts';

/** An announced time in which a node may be down. */
export const MaintenanceWindow = z
  .object({
    id: z.uuid(),
    nodeId: z.number().int(),
    place: z.string().nullable(),
    state: z.enum(['scheduled', 'ongoing', 'completed', 'cancelled']),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    comment: z.string().nullable(),
    affected: z
      .object({ deployments: z.number().int(), users: z.number().int() })
      .openapi({ description: 'Machines on the node now, and people. Who they are is not told.' }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('MaintenanceWindow');
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

const fields = {
  startsAt: Instant,
  endsAt: Instant,
  timeZone: z
    .string()
    .max(64)
    .openapi({ description: 'Zone in which the window was thought of, such as Europe/Brussels.' }),
  comment: z.string().trim().max(500).nullable().optional(),
};

export const NewMaintenanceWindow = z
  .strictObject({ nodeId: z.number().int().min(1), ...fields })
  .openapi('NewMaintenanceWindow');
export type NewMaintenanceWindow = z.infer<typeof NewMaintenanceWindow>;

export const MaintenanceChange = z
  .strictObject({
    startsAt: fields.startsAt.optional(),
    endsAt: fields.endsAt.optional(),
    timeZone: fields.timeZone.optional(),
    comment: fields.comment,
  })
  .openapi('MaintenanceChange');

export const maintenanceListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  nodeId: z.coerce.number().int().optional(),
  state: z.enum(['upcoming', 'past']).optional(),
  sort: sortBy(['starts', 'ends', 'node', 'deployments'], '-starts'),
});

/** A window as the owner of machines on its node sees it. */
export const OwnMaintenance = z
  .object({
    id: z.uuid(),
    nodeId: z.number().int(),
    state: z.enum(['scheduled', 'ongoing']),
    startsAt: Instant,
    endsAt: Instant,
    comment: z.string().nullable(),
    deployments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  })
  .openapi('OwnMaintenance');
export type OwnMaintenance = z.infer<typeof OwnMaintenance>;

const windows = page(MaintenanceWindow).openapi('MaintenanceWindowPage');
const create = { headers: IdempotencyHeader, body: body(NewMaintenanceWindow) };
const change = { params: IdParam, body: body(MaintenanceChange) };

export const maintenanceRoutes = {
  listOwnMaintenance: route('listOwnMaintenance', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Present and coming maintenance that touches own deployments',
    responses: { 200: json('The earliest first.', z.object({ items: z.array(OwnMaintenance) })), ...problems(401) },
  }),
  listProviderMaintenance: route('listProviderMaintenance', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Windows of own nodes, the latest first',
    request: { query: maintenanceListQuery },
    responses: { 200: jsonOrCsv('One page, or with `format=csv` all.', windows), ...problems(400, 401, 403) },
  }),
  scheduleProviderMaintenance: route('scheduleProviderMaintenance', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Announce a window of an own node',
    description: 'Everybody with a machine on the node is told now, a day before, at the start and at the end.',
    request: create,
    responses: { 201: json('The window.', MaintenanceWindow), ...problems(400, 401, 403, 404, 409) },
  }),
  changeProviderMaintenance: route('changeProviderMaintenance', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Move a window of an own node, or change its comment',
    request: change,
    responses: { 200: json('The window.', MaintenanceWindow), ...problems(400, 401, 403, 404, 409) },
  }),
  cancelProviderMaintenance: route('cancelProviderMaintenance', {
    tag: 'Cloud provider',
    access: 'cloud-provider',
    summary: 'Cancel a window of an own node, or end it early',
    description: 'Repeating it changes nothing.',
    request: { params: IdParam },
    responses: { 200: json('The window.', MaintenanceWindow), ...problems(401, 403, 404, 409) },
  }),
  listAllMaintenance: route('listAllMaintenance', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Windows of all nodes, the latest first',
    request: { query: maintenanceListQuery },
    responses: { 200: jsonOrCsv('One page, or with `format=csv` all.', windows), ...problems(400, 401, 403) },
  }),
  scheduleMaintenance: route('scheduleMaintenance', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Announce a window of any node',
    request: create,
    responses: { 201: json('The window.', MaintenanceWindow), ...problems(400, 401, 403, 404, 409) },
  }),
  changeMaintenance: route('changeMaintenance', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Move any window, or change its comment',
    request: change,
    responses: { 200: json('The window.', MaintenanceWindow), ...problems(400, 401, 403, 404, 409) },
  }),
  cancelMaintenance: route('cancelMaintenance', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Cancel any window, or end it early',
    request: { params: IdParam },
    responses: { 200: json('The window.', MaintenanceWindow), ...problems(401, 403, 404, 409) },
  }),
};
