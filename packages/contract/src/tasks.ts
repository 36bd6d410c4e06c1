import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, csvFormat, IdParam, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

/** Something that needs a person. */
export const OperatorTask = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    subject: z.string(),
    detail: z.string(),
    severity: z.enum(['info', 'warn', 'urgent']),
    details: z.record(z.string(), z.unknown()),
    dueAt: Instant.nullable(),
    createdAt: Instant,
    doneAt: Instant.nullable(),
    doneBy: z.string().nullable(),
    resolution: z.string().nullable(),
    canRetry: z.boolean().openapi({ description: 'The work behind it can be tried again without risk.' }),
  })
  .openapi('OperatorTask');
export type OperatorTask = z.infer<typeof OperatorTask>;

export const taskListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  state: z.enum(['open', 'done']).default('open'),
  kind: z.string().max(60).optional(),
  sort: sortBy(['urgency', 'created', 'kind', 'due'], 'urgency').openapi({
    description: '`urgency`: the most urgent first, then the oldest; of done ones the latest first.',
  }),
});

export const TaskPage = page(OperatorTask)
  .extend({ openCount: z.number().int().openapi({ description: 'Of all tasks, whatever the filter.' }) })
  .openapi('TaskPage');

export const TaskResolution = z
  .strictObject({ resolution: z.string().trim().min(3, 'say how, in at least 3 characters').max(500) })
  .openapi('TaskResolution');

export const taskRoutes = {
  listTasks: route('listTasks', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'What needs a person: the most urgent and the oldest first',
    request: { query: taskListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of the filter.', TaskPage),
      ...problems(400, 401, 403),
    },
  }),
  resolveTask: route('resolveTask', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Close a task, saying how it was resolved',
    description: 'A task that is closed already stays as it was closed.',
    request: { params: IdParam, body: body(TaskResolution) },
    responses: { 200: json('The task.', OperatorTask), ...problems(400, 401, 403, 404) },
  }),
  retryTask: route('retryTask', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Try the work behind a task again and close it',
    description: 'Only where `canRetry` is true: the work is idempotent. If it fails again, a new task appears.',
    request: { params: IdParam },
    responses: { 200: json('The task.', OperatorTask), ...problems(401, 403, 404, 409) },
  }),
};
