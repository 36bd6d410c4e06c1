import type { OwnershipFacts } from '@marketplace/core/providers';
import type { Tfchain } from '../tfchain/index.ts';

type Reads = Pick<Tfchain, 'node' | 'farm' | 'twin'>;

/** Follows each node to its farm and the farm's twin, at finalized blocks; each farm and twin is asked for once. */
export async function readOwnership(chain: Reads, nodeIds: readonly number[]): Promise<OwnershipFacts[]> {
  const farm = once((id) => chain.farm(id));
  const twin = once((id) => chain.twin(id));
  return Promise.all(
    nodeIds.map(async (nodeId) => {
      const node = await chain.node(nodeId);
      const itsFarm = node && (await farm(node.farmId));
      const owner = itsFarm && (await twin(itsFarm.twinId));
      return {
        nodeId,
        node: node && { farmId: node.farmId },
        farm: itsFarm && { id: itsFarm.id, name: itsFarm.name, twinId: itsFarm.twinId },
        twin: owner && { id: owner.id, address: owner.address },
      };
    }),
  );
}

function once<T>(ask: (id: number) => Promise<T>): (id: number) => Promise<T> {
  const asked = new Map<number, Promise<T>>();
  return (id) => {
    const known = asked.get(id) ?? ask(id);
    asked.set(id, known);
    return known;
  };
}
