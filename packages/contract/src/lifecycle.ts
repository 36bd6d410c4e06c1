import { z } from '@hono/zod-openapi';
import { Deployment } from './deployments.ts';
import { problems } from './problem.ts';
import { IdempotencyHeader, IdParam, Instant, json, page, pageQuery, route } from './route.ts';

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
