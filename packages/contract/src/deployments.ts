import { z } from '@hono/zod-openapi';
import { deploymentName, nodeScore, Order, PricePart, Size } from './catalog.ts';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, IdempotencyHeader, IdParam, Instant, json, page, pageQuery, route, sortBy } from './route.ts';
import { DeploymentCap } from './spending.ts';

export const deploymentStatuses = [
  'reserving',
  'funding',
  'contracting',
  'deploying',
  'running',
  'degraded',
  'suspended',
  'deleting',
  'deleted',
  'failed',
] as const;
export const DeploymentStatus = z.enum(deploymentStatuses).openapi('DeploymentStatus');
export type DeploymentStatus = z.infer<typeof DeploymentStatus>;

/** Of a suspended deployment: why, what is kept until when, and how its machine stands. */
export const Suspension = z
  .object({
    cause: z.enum(['no_funds', 'cap_reached', 'stopped', 'resizing']),
    dataKeptUntil: Instant.nullable().openapi({ description: 'Null where nothing is deleted in the end.' }),
    finalNoticeAt: Instant.nullable(),
    keptHourly: Money.openapi({ description: 'What keeping it costs per hour: what the grid asks, no markup.' }),
    machine: z.enum(['switching_off', 'off', 'starting']),
    waitsForNode: z.boolean().openapi({ description: 'The node is silent or has no room; it is asked again.' }),
    publicAddressAnswers: z.boolean().openapi({
      description: 'A machine without a disk of its own cannot be taken off its public IPv4.',
    }),
  })
  .openapi('Suspension');
export type Suspension = z.infer<typeof Suspension>;

export const Deployment = z
  .object({
    id: z.uuid(),
    name: z.string(),
    status: DeploymentStatus,
    statusReason: z.string().nullable(),
    statusSince: Instant,
    appId: z.string(),
    imageId: z.string(),
    imageName: z.string(),
    size: Size,
    nodeId: z.number().int(),
    nodeScore,
    place: z.object({ city: z.string(), country: z.string(), farmName: z.string() }),
    publicIpv4: z.boolean(),
    contractId: z.number().int().nullable(),
    hourly: Money.openapi({ description: 'The accepted price while it runs.' }),
    monthly: Money,
    suspension: Suspension.nullable(),
    operation: z.enum(['stop', 'start', 'resize']).nullable().openapi({
      description: 'What is being done to it; while there is one, no other begins.',
    }),
    stopped: z
      .object({ possible: z.boolean(), reason: z.string().nullable(), hourly: Money })
      .openapi({ description: 'Whether it can be switched off, why not, and what keeping it then costs per hour.' }),
    nextSize: z
      .object({ size: Size, hourly: Money })
      .nullable()
      .openapi({ description: 'A size that comes with the next start, and its price.' }),
    atNextStart: z.array(z.enum(['sshKeys', 'environment'])).openapi({
      description: 'What was changed and takes effect when it is next started.',
    }),
    sshKeys: z.array(z.string()),
    environment: z.record(z.string(), z.string()),
    cap: DeploymentCap.nullable(),
    parts: z.array(PricePart),
    costSoFar: Money,
    address: z.string().nullable(),
    privateAddress: z.string().nullable(),
    ssh: z.object({ host: z.string(), port: z.number().int(), user: z.string() }).nullable(),
    createdAt: Instant,
    runningSince: Instant.nullable(),
    deletedAt: Instant.nullable(),
  })
  .openapi('Deployment');
export type Deployment = z.infer<typeof Deployment>;

export const DeploymentEvent = z
  .object({
    id: z.string(),
    from: DeploymentStatus.nullable(),
    to: DeploymentStatus,
    cause: z.string(),
    detail: z.string(),
    actor: z.string(),
    at: Instant,
    requestId: z.string().nullable(),
  })
  .openapi('DeploymentEvent');
export type DeploymentEvent = z.infer<typeof DeploymentEvent>;

export const UsageRecord = z
  .object({
    hour: Instant,
    seconds: z.number().int(),
    keptSeconds: z.number().int().openapi({ description: 'Seconds of them in which it was suspended.' }),
    pausedSeconds: z.number().int().openapi({ description: 'Seconds of them in which it was out: not charged.' }),
    hourly: Money,
    keptHourly: Money.nullable().openapi({ description: 'Price of those seconds; null where it never was suspended.' }),
    amount: Money,
    transactionId: z.string(),
  })
  .openapi('UsageRecord');
export type UsageRecord = z.infer<typeof UsageRecord>;

/** Environment of the machine's first process. */
export const Environment = z
  .record(
    z
      .string()
      .max(100)
      .regex(/^(?!SSH_KEY$)[A-Za-z_][A-Za-z0-9_]*$/, 'must be a name of letters, digits and _, and not SSH_KEY'),
    z.string().max(2000),
  )
  .refine((variables) => Object.keys(variables).length <= 50, 'must be at most 50 variables');

/** What may change of a deployment; what is not named stays. */
export const DeploymentChange = z
  .strictObject({
    name: deploymentName.optional(),
    cap: DeploymentCap.nullable().optional(),
    sshKeys: z.array(z.string().max(8000)).min(1, 'must name at least one public key').max(10).optional(),
    environment: Environment.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'give a name, a cap, keys or an environment')
  .openapi('DeploymentChange');

export const SshKey = z
  .object({ id: z.uuid(), name: z.string(), publicKey: z.string(), fingerprint: z.string(), createdAt: Instant })
  .openapi('SshKey');
export type SshKey = z.infer<typeof SshKey>;

export const NewSshKey = z
  .strictObject({ name: z.string().trim().min(1).max(100), publicKey: z.string().min(1).max(8000) })
  .openapi('NewSshKey');

export const deploymentListQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['live', 'ended', ...deploymentStatuses]).optional(),
  q: z.string().max(50).optional(),
  sort: sortBy(['created', 'name', 'status', 'node', 'hourly', 'cost'], '-created'),
});

export const deploymentRoutes = {
  listDeployments: route('listDeployments', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Own deployments, newest first',
    request: { query: deploymentListQuery },
    responses: { 200: json('One page.', page(Deployment)), ...problems(400, 401) },
  }),
  createDeployment: route('createDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Deploy',
    description: 'Takes a hold of 24 hours of the price and starts; `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(Order) },
    responses: {
      201: json('The deployment, being made.', Deployment),
      ...problems(400, 401, 402, 404, 409, 422, 429, 503),
    },
  }),
  getDeployment: route('getDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'One deployment',
    request: { params: IdParam },
    responses: { 200: json('The deployment.', Deployment), ...problems(400, 401, 404) },
  }),
  updateDeployment: route('updateDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Rename, limit what it may cost in a month, or change its keys and environment',
    description:
      'A limit takes effect at once. Keys and environment take effect when it is next started. The name inside the machine stays.',
    request: { params: IdParam, body: body(DeploymentChange) },
    responses: { 200: json('The deployment.', Deployment), ...problems(400, 401, 404, 409) },
  }),
  deleteDeployment: route('deleteDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Delete',
    description: 'Charges the open hour by the second and cancels the contract. Repeating it changes nothing.',
    request: { params: IdParam },
    responses: { 202: json('Being deleted.', Deployment), ...problems(400, 401, 404, 409) },
  }),
  listDeploymentEvents: route('listDeploymentEvents', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Every change of state, oldest first',
    request: { params: IdParam, query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(DeploymentEvent)), ...problems(400, 401, 404) },
  }),
  listDeploymentUsage: route('listDeploymentUsage', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'What was charged, hour by hour, newest first',
    request: { params: IdParam, query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(UsageRecord)), ...problems(400, 401, 404) },
  }),
  listSshKeys: route('listSshKeys', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Stored public keys',
    responses: { 200: json('All keys.', z.object({ items: z.array(SshKey) })), ...problems(401) },
  }),
  createSshKey: route('createSshKey', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Store a public key',
    request: { headers: IdempotencyHeader, body: body(NewSshKey) },
    responses: { 201: json('The key.', SshKey), ...problems(400, 401, 409) },
  }),
  deleteSshKey: route('deleteSshKey', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Forget a public key',
    request: { params: IdParam },
    responses: { 204: { description: 'Gone; running machines keep it.' }, ...problems(400, 401, 404) },
  }),
};
