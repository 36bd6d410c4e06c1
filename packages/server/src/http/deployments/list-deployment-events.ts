import { listEvents } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { ownDeployment } from './get-deployment.ts';

export const listDeploymentEvents =
  (parts: { store: Store }): Handler<'listDeploymentEvents'> =>
  async (c) => {
    const row = await ownDeployment(parts.store, c, c.req.valid('param').id);
    const { limit, cursor } = c.req.valid('query');
    const [after] = decodeCursor(cursor, ['number']) ?? [];
    const events = await listEvents(parts.store.db, row.id, BigInt(after ?? 0), limit + 1);
    const { items, nextCursor } = cutPage(events, limit, (event) => [String(event.id)]);
    return c.json(
      {
        items: items.map((event) => ({
          id: String(event.id),
          from: event.from_status,
          to: event.to_status,
          cause: event.cause,
          detail: event.detail,
          // Who acted is shown to the owner as themselves, never as another person's id.
          actor:
            event.actor === `user:${row.user_id}` ? 'you' : event.actor.startsWith('user:') ? 'operator' : event.actor,
          at: event.at.toISOString(),
          requestId: event.request_id,
        })),
        nextCursor,
      },
      200,
    );
  };
