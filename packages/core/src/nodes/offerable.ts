import type { GridNode } from './grid-node.ts';
import type { NotOfferable, NotOfferableCode } from './not-offerable.ts';

/** The least that a machine needs: 512 MiB of memory and a 10 GiB disk with its root filesystem. */
const LEAST = { memoryMb: 512, ssdGb: 11 };

/** Why nothing can be deployed on the node at all; undefined when something can. The strongest reason comes first. */
export function whyNotOfferable(node: GridNode): NotOfferable | undefined {
  if (node.unknownSinceMs !== null) return no('unknown', 'the grid has no news of this node');
  if (node.withheld) return node.withheld;
  if (node.v3OptedOut) return no('opted_out', 'its farmer took it off this grid');
  if (node.status === 'down') return no('down', 'offline');
  if (node.status === 'standby') return no('standby', 'powered off to save energy');
  if (!node.healthy) return no('unhealthy', 'its own health checks fail');
  if (node.rentedByTwinId !== null) return no('rented', 'rented by somebody else');
  if (node.dedicated || node.extraFeeMusd > 0) return no('dedicated', 'to be rented whole only');
  if (!runsMachines(node)) return no('no_machines', 'does not run virtual machines');
  if (node.free.memoryMb < LEAST.memoryMb || node.free.ssdGb < LEAST.ssdGb) return no('full', 'no room left');
  return undefined;
}

/** Full machines with a network, or the light kind of the grid's next version. */
function runsMachines({ features }: GridNode): boolean {
  const has = (feature: string) => features.includes(feature);
  return (has('zmachine') && has('network')) || (has('zmachine-light') && has('network-light'));
}

const no = (code: NotOfferableCode, reason: string): NotOfferable => ({ code, reason });
