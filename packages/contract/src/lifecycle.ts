import { z } from '@hono/zod-openapi';
import { PricePart, Size } from './catalog.ts';
import { Deployment } from './deployments.ts';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, IdempotencyHeader, IdParam, Instant, json, page, pageQuery, route } from './route.ts';

export const OperationKind = z.enum(['stop', 'start', 'resize']).openapi('OperationKind');
export type OperationKind = z.infer<typeof OperationKind>;

/** What was asked of a deployment, how far it came, and each step on the way. */
export const DeploymentOperation = z
  .object({
    id: z.uuid(),
    kind: OperationKind,
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    waitsFor: z.string().nullable().openapi({ description: 'Why it waits now; null while it is at work or over.' }),
    input: z.record(z.string(), z.unknown()),
    actor: z.string(),
    requestId: z.string(),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
    steps: z.array(z.object({ step: z.string(), detail: z.string(), at: Instant })),
  })
  .openapi('DeploymentOperation');
export type DeploymentOperation = z.infer<typeof DeploymentOperation>;

const sizeFields = { size: Size.optional(), sizeId: z.string().max(20).optional() };

export const ResizeRequest = z.strictObject(sizeFields).openapi('ResizeRequest');
export type ResizeRequest = z.infer<typeof ResizeRequest>;

/** An accepted change of size: the price per hour that was shown is named, and binds. */
export const ResizeOrder = z.strictObject({ ...sizeFields, hourly: Money }).openapi('ResizeOrder');
export type ResizeOrder = z.infer<typeof ResizeOrder>;

export const ResizePreview = z
  .object({
    size: Size,
    hourly: Money,
    monthly: Money,
    parts: z.array(PricePart),
    hourlyNow: Money,
    restarts: z.boolean().openapi({ description: 'It is switched off and started again; false while it is stopped.' }),
    hourlyMeanwhile: Money.openapi({ description: 'While it is off.' }),
  })
  .openapi('ResizePreview');
export type ResizePreview = z.infer<typeof ResizePreview>;

const OperationParams = IdParam.extend({
  operationId: z.uuid().openapi({ param: { name: 'operationId', in: 'path' } }),
});

export const lifecycleRoutes = {
  stopDeployment: route('stopDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Stop',
    description:
      'Switches the machine off; disk and address are kept, at the price of keeping them. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, params: IdParam },
    responses: { 202: json('Being stopped.', Deployment), ...problems(400, 401, 404, 409) },
  }),
  startDeployment: route('startDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Start what was stopped',
    description: 'The full price is charged from the second in which it runs. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, params: IdParam },
    responses: { 202: json('Being started.', Deployment), ...problems(400, 401, 402, 403, 404, 409) },
  }),
  previewResize: route('previewResize', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'What another size would cost and do',
    description: 'Changes nothing.',
    request: { headers: IdempotencyHeader, params: IdParam, body: body(ResizeRequest) },
    responses: { 200: json('The change.', ResizePreview), ...problems(400, 401, 404, 409, 422, 503) },
  }),
  resizeDeployment: route('resizeDeployment', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Change the size',
    description:
      'The machine is switched off, changed and started again; its disk is kept. A stopped one gets the size with its next start. The new price is charged from the next full hour. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, params: IdParam, body: body(ResizeOrder) },
    responses: { 202: json('Being resized.', Deployment), ...problems(400, 401, 402, 403, 404, 409, 422, 503) },
  }),
  listDeploymentOperations: route('listDeploymentOperations', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'What was asked of it, newest first, with every step',
    request: { params: IdParam, query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(DeploymentOperation)), ...problems(400, 401, 404) },
  }),
  retryDeploymentOperation: route('retryDeploymentOperation', {
    tag: 'Cloud user',
    access: 'signed-in',
    summary: 'Try a waiting operation again now',
    description: 'Every step looks first at what is there: trying again does nothing twice.',
    request: { headers: IdempotencyHeader, params: OperationParams },
    responses: { 202: json('At work again.', DeploymentOperation), ...problems(400, 401, 404, 409) },
  }),
};
