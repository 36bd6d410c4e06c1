import { readCount, readFlag, readOneOf, readText } from '../ui/search.ts';

/** What a person has chosen, in the address: it survives reload, sign-in and sharing. Never a key. */
export interface DeploySearch {
  /** Id of a named size, or `custom`. */
  size?: string;
  cpu?: number;
  memoryMb?: number;
  diskGb?: number;
  image?: string;
  region?: string;
  country?: string;
  node?: number;
  ipv4?: boolean;
  name?: string;
  /** Dollars that it may cost in a month, as typed, and what happens then; stopped unless said otherwise. */
  limit?: string;
  atLimit?: 'notify';
  /** A top-up that was begun here; the order goes on when it has settled. */
  topUp?: string;
  /** Id of a stored key, `paste` or `new`. */
  key?: string;
}

export function readDeploySearch(search: Record<string, unknown>): DeploySearch {
  return withoutUndefined({
    size: readText(search.size, 20),
    cpu: readCount(search.cpu, 1, 64),
    memoryMb: readCount(search.memoryMb, 512, 262_144),
    diskGb: readCount(search.diskGb, 10, 10_000),
    image: readText(search.image, 50),
    region: readText(search.region, 100),
    country: readText(search.country, 100),
    node: readCount(search.node, 1, 2 ** 31),
    ipv4: readFlag(search.ipv4),
    name: readText(search.name, 50),
    limit: readText(search.limit, 12),
    atLimit: readOneOf(search.atLimit, ['notify']),
    topUp: readText(search.topUp, 50),
    key: readText(search.key, 50),
  });
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
