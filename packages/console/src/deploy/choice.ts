import type { App, NodeStats, Placement, QuoteRequest, Size } from '@marketplace/contract';
import type { DeploySearch } from './deploy-search.ts';

/** A complete choice: what the address says, filled up with what we suggest. */
export interface DeployChoice {
  /** Id of a named size, or `custom`. */
  sizeId: string;
  size: Size;
  imageId: string;
  placement: Placement;
  publicIpv4: boolean;
}

export function readChoice(search: DeploySearch, app: App, ipv4Offered: boolean): DeployChoice {
  const suggested = app.sizes[1] ?? app.sizes[0];
  const named = app.sizes.find(({ id }) => id === search.size);
  const base = named?.size ?? suggested?.size ?? { cpu: 1, memoryMb: 2048, diskGb: 25 };
  const custom = search.size === 'custom' || !suggested;
  const image = app.images.find(({ id }) => id === search.image) ?? app.images[0];
  return {
    sizeId: custom ? 'custom' : (named ?? suggested).id,
    size: custom
      ? {
          cpu: search.cpu ?? base.cpu,
          memoryMb: search.memoryMb ?? base.memoryMb,
          diskGb: search.diskGb ?? base.diskGb,
        }
      : base,
    imageId: image?.id ?? '',
    placement: readPlacement(search),
    publicIpv4: search.ipv4 ?? ipv4Offered,
  };
}

export function quoteRequest(app: App, choice: DeployChoice): QuoteRequest {
  const { sizeId, size, imageId, placement, publicIpv4 } = choice;
  return { appId: app.id, imageId, ...(sizeId === 'custom' ? { size } : { sizeId }), placement, publicIpv4 };
}

/** Whether the chosen region, or any, has public IPv4 addresses to give. */
export function regionHasIpv4(stats: Pick<NodeStats, 'regions'>, region: string | undefined): boolean {
  return stats.regions.some((one) => (region === undefined || one.region === region) && one.ipv4 > 0);
}

/** A name nobody has to think about: the app's prefix and six letters or digits. `random` gives 0 ≤ n < 1. */
export function suggestName(prefix: string, random: () => number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const tail = Array.from({ length: 6 }, () => letters[Math.floor(random() * letters.length)]).join('');
  return `${prefix.replace(/-+$/, '') || 'vm'}-${tail}`;
}

/** What is wrong with a name, or nothing. The rule is the contract's. */
export function nameProblem(name: string): string | undefined {
  if (name.length < 3 || name.length > 50) return 'Use 3 to 50 characters.';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return 'Use small letters, digits and single hyphens between them, such as shop-web.';
  return undefined;
}

function readPlacement({ node, region, country }: DeploySearch): Placement {
  if (node !== undefined) return { mode: 'node', nodeId: node };
  return { mode: 'auto', ...(region ? { region } : {}), ...(country ? { country } : {}) };
}
