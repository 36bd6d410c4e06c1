import type { GenesisFarm, GenesisPublicIp } from '../chain/genesis.ts';
import { farmNames } from './farm-names.ts';
import { type Place, placeNamed, places } from './places.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface WorldFarm extends GenesisFarm {
  place: Place;
  nodeCount: number;
}

const generatedFarms = 200;
/** Farm 1 carries the network's oldest nodes and, as on the real grid, always has free IPv4 addresses. */
export const freefarmId = 1;
/** Two small farms whose twins belong to the demo providers. */
export const providerFarmIds = [generatedFarms + 1, generatedFarms + 2] as const;

/**
 * Public addresses come from one /16 of loopback, 127.`loopbackOctet`.0.0: real enough to ssh to, and never anybody else's.
 * Farm k has 127.`loopbackOctet`.k.0/24 with gateway .1.
 */
export function makeFarms(random: SeededRandom, nodeCount: number, loopbackOctet: number): WorldFarm[] {
  const names = farmNames(random, generatedFarms);
  const freefarmNodes = 24;
  const weights = Array.from({ length: generatedFarms }, () => 0.4 + random.fraction() ** 4 * 9);
  const weightSum = weights.slice(1).reduce((sum, weight) => sum + weight, 0);
  const farms: WorldFarm[] = weights.map((weight, index) => {
    const id = index + 1;
    if (id === freefarmId) {
      const place = placeNamed('Ghent');
      return {
        ...farm(id, 'Freefarm', place, publicIps(loopbackOctet, id, 32)),
        certification: 'Gold',
        nodeCount: freefarmNodes,
      };
    }
    const ips = random.chance(0.35) ? publicIps(loopbackOctet, id, random.pick([4, 5, 8, 8, 13, 16, 29, 32])) : [];
    return {
      ...farm(id, names[index] ?? `farm-${id}`, random.pickWeighted(places), ips),
      certification: random.chance(0.1) ? 'Gold' : 'NotCertified',
      dedicated: random.chance(0.1),
      nodeCount: Math.max(1, Math.round(((nodeCount - freefarmNodes) * weight) / weightSum)),
    };
  });
  const [alpine, savanna] = providerFarmIds;
  farms.push(
    { ...farm(alpine, 'Alpenrack', placeNamed('Zurich'), publicIps(loopbackOctet, alpine, 8)), nodeCount: 3 },
    { ...farm(savanna, 'Savanna-Compute', placeNamed('Nairobi'), publicIps(loopbackOctet, savanna, 4)), nodeCount: 3 },
  );
  return farms;
}

function farm(id: number, name: string, place: Place, publicIps: GenesisPublicIp[]): WorldFarm {
  return { id, name, twinId: id, certification: 'NotCertified', dedicated: false, publicIps, place, nodeCount: 0 };
}

function publicIps(loopbackOctet: number, farmId: number, count: number): GenesisPublicIp[] {
  const net = `127.${loopbackOctet}.${farmId}`;
  return Array.from({ length: count }, (_, index) => ({ ip: `${net}.${index + 10}/24`, gateway: `${net}.1` }));
}
