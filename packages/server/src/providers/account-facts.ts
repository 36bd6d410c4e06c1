import type { Gridproxy } from '../gridproxy/gridproxy.ts';
import type { Tfchain } from '../tfchain/index.ts';

export interface AccountFacts {
  twinId: number | null;
  usableUnits: bigint;
  reservedUnits: bigint;
  farms: { id: number; name: string; nodeIds: number[] }[];
}

/**
 * What an account has on the chain. The chain keeps no list of a twin's farms, so gridproxy says which to look at; what is
 * shown is what the chain itself says of each.
 */
export async function readAccountFacts(
  parts: {
    chain: Pick<Tfchain, 'account' | 'twinIdOf' | 'farm' | 'nodesOfFarm'>;
    gridproxy: Pick<Gridproxy, 'fetchFarms'>;
  },
  address: string,
): Promise<AccountFacts> {
  const { chain, gridproxy } = parts;
  const [{ usableUnits, reservedUnits }, twinId] = await Promise.all([chain.account(address), chain.twinIdOf(address)]);
  const listed = twinId === undefined ? [] : await gridproxy.fetchFarms(twinId);
  const farms = await Promise.all(
    listed.map(async ({ farmId }) => {
      const [farm, nodeIds] = await Promise.all([chain.farm(farmId), chain.nodesOfFarm(farmId)]);
      return farm?.twinId === twinId && farm ? [{ id: farm.id, name: farm.name, nodeIds }] : [];
    }),
  );
  return { twinId: twinId ?? null, usableUnits, reservedUnits, farms: farms.flat() };
}
