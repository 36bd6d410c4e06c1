import { removeSshKey } from '../../postgres/ssh-keys.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const deleteSshKey =
  (parts: { store: Store }): Handler<'deleteSshKey'> =>
  async (c) => {
    const removed = await removeSshKey(parts.store.db, actorOf(c).user.id, c.req.valid('param').id);
    if (!removed) throw new HttpProblem('not_found', 'There is no such key.');
    return c.body(null, 204);
  };
