import type { App } from '@marketplace/core/catalog';
import { acceptsApp, type GridNode, whyWithheld } from '@marketplace/core/nodes';
import { nodesInMaintenance } from '../../maintenance/closed-nodes.ts';
import { readListing } from '../../postgres/provider-nodes.ts';
import type { Tx } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

/**
 * Looks once more, within the order's transaction, whether provider and operator offer the node and no maintenance is near: the picture that chose it
 * may be a second old, a quote a quarter of an hour. The listing is held, so that hiding waits for the order or is seen by it.
 */
export async function refuseWithheld(tx: Tx, node: GridNode, app: Pick<App, 'id' | 'name'>, now: Date): Promise<void> {
  const { listing, pool } = await readListing(tx, node.id);
  const present = { ...node, listing };
  const reason =
    whyWithheld(present, pool)?.reason ??
    (await nodesInMaintenance(tx, now)).get(node.id)?.reason ??
    (acceptsApp(present, app.id) ? undefined : `its provider does not accept ${app.name}`);
  if (reason === undefined) return;
  throw new HttpProblem('node_unavailable', `Node ${node.id} cannot be ordered any more: ${reason}.`, {
    errors: [{ path: 'placement.nodeId', message: reason }],
  });
}
