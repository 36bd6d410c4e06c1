import { appById, footprintOf, imageOf } from '@marketplace/core/catalog';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { RmbError } from '../../rmb/index.ts';
import { fail } from './fail.ts';
import { moveOn } from './move-on.ts';
import { type DeploymentJobParts, done, now, type StepOutcome } from './parts.ts';

/** Asks the chain and the node itself whether the order still fits: the index that chose the node may be minutes old. */
export async function reserve(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  const refused = await whyNot(parts, row);
  if (refused === undefined) {
    await moveOn(parts, row, { to: 'funding', cause: 'node_ready', detail: `Node ${row.node_id} is up and has room.` });
    return now;
  }
  await fail(parts, row, { code: 'node_unavailable', reason: refused });
  return done;
}

async function whyNot({ chain, nodes }: DeploymentJobParts, row: DeploymentRow): Promise<string | undefined> {
  const [node, power, optedOut] = await Promise.all([
    chain.node(row.node_id),
    chain.nodePower(row.node_id),
    chain.optedOutNodes(),
  ]);
  if (!node) return `Node ${row.node_id} is no longer on the grid.`;
  if (!power.acceptsContracts) return `Node ${row.node_id} is powered off.`;
  if (optedOut.has(row.node_id)) return `Node ${row.node_id} left this grid.`;
  try {
    const { total, used } = await nodes.statistics(node.twinId);
    const image = imageOf(appById(row.app_id) as NonNullable<ReturnType<typeof appById>>, row.image_id);
    if (!image) return 'The image is no longer offered.';
    const need = footprintOf(image.kind, row.size, row.public_ipv4);
    const mib = 1024 ** 2;
    if (total.mru - used.mru < need.memoryMb * mib) return `Node ${row.node_id} has too little free memory now.`;
    if (total.sru - used.sru < need.ssdMb * mib) return `Node ${row.node_id} has too little free disk now.`;
    return undefined;
  } catch (error) {
    if (!(error instanceof RmbError)) throw error;
    return `Node ${row.node_id} did not answer.`;
  }
}
