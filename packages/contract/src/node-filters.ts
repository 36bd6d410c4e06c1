import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, IdempotencyHeader, IdParam, Instant, json, route } from './route.ts';

/** A search for nodes that a person keeps. */
export const SavedNodeFilter = z
  .object({
    id: z.uuid(),
    name: z.string(),
    query: z.string().openapi({ description: 'As `GET /nodes` takes it: `country=Belgium&minCpu=4&sort=-uptime`.' }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('SavedNodeFilter');
export type SavedNodeFilter = z.infer<typeof SavedNodeFilter>;

const name = z.string().trim().min(1, 'must be 1 to 60 characters').max(60, 'must be 1 to 60 characters');
const query = z.string().min(1, 'must have at least one filter').max(1000);

export const NewSavedNodeFilter = z.strictObject({ name, query }).openapi('NewSavedNodeFilter');

/** What is not named stays. */
export const SavedNodeFilterChange = z
  .strictObject({ name: name.optional(), query: query.optional() })
  .refine((change) => Object.keys(change).length > 0, 'give a name or a query')
  .openapi('SavedNodeFilterChange');

export const nodeFilterRoutes = {
  listNodeFilters: route('listNodeFilters', {
    tag: 'Nodes',
    access: 'signed-in',
    summary: 'Your saved searches, by name',
    responses: {
      200: json('All of them; at most 20.', z.object({ items: z.array(SavedNodeFilter) })),
      ...problems(401),
    },
  }),
  saveNodeFilter: route('saveNodeFilter', {
    tag: 'Nodes',
    access: 'signed-in',
    summary: 'Save a search',
    request: { headers: IdempotencyHeader, body: body(NewSavedNodeFilter) },
    responses: { 201: json('The saved search.', SavedNodeFilter), ...problems(400, 401, 409) },
  }),
  updateNodeFilter: route('updateNodeFilter', {
    tag: 'Nodes',
    access: 'signed-in',
    summary: 'Rename a saved search or replace its filters',
    request: { params: IdParam, body: body(SavedNodeFilterChange) },
    responses: { 200: json('The saved search.', SavedNodeFilter), ...problems(400, 401, 404, 409) },
  }),
  deleteNodeFilter: route('deleteNodeFilter', {
    tag: 'Nodes',
    access: 'signed-in',
    summary: 'Delete a saved search',
    request: { params: IdParam },
    responses: { 204: { description: 'It is gone.' }, ...problems(400, 401, 404) },
  }),
};
