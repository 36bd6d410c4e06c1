import { type DeploymentRow, findOwnDeployment } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { deploymentJson } from './deployment.ts';

export const getDeployment =
  (parts: { store: Store; sshPort: number }): Handler<'getDeployment'> =>
  async (c) =>
    c.json(deploymentJson(await ownDeployment(parts.store, c, c.req.valid('param').id), parts.sshPort), 200);

/** An unknown id and somebody else's look the same. */
export async function ownDeployment(store: Store, c: HttpContext, id: string): Promise<DeploymentRow> {
  const row = await findOwnDeployment(store.db, actorOf(c).user.id, id);
  if (!row) throw new HttpProblem('not_found', 'There is no such deployment.');
  return row;
}
