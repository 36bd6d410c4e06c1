import { expect } from 'vitest';
import { type OperationId, operations } from '../../packages/contract/src/operations.ts';
import { routes } from '../../packages/contract/src/routes.ts';
import type { Person } from '../person.ts';

type Item = Record<string, unknown>;
interface Sort {
  unwrap(): { options: string[] };
}
interface Page {
  items: Item[];
  nextCursor: string | null;
}

/** Every list of the contract that can be sorted, with its orders, but the node search, which has tests of its own. */
export const sortedLists = Object.entries(routes).flatMap(([id, route]) => {
  const access = route['x-access'];
  const { request } = route as { request?: { query?: { shape?: { sort?: Sort } } } };
  const sorts = request?.query?.shape?.sort?.unwrap().options;
  return sorts && id !== 'listNodes' ? [{ id: id as OperationId, access, sorts }] : [];
});

/** Whether the list is in the order that it names, the same page by page, and the other way round with `-`. */
export async function expectSorted(person: Person, id: OperationId, sorts: readonly string[]): Promise<void> {
  const read = async (query: Record<string, string | number | undefined>): Promise<Page> => {
    const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
    const answer = await person.raw('GET', `${operations[id][1]}?${new URLSearchParams(given)}`);
    expect(answer.status, `${id} ${JSON.stringify(query)}`).toBe(200);
    return (await answer.json()) as Page;
  };
  for (const sort of sorts) {
    const whole = (await read({ sort, limit: 100 })).items;
    const limit = Math.max(1, Math.ceil(whole.length / 3));
    const paged: Item[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await read({ sort, limit, cursor });
      paged.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined || paged.length >= 100) break;
    }
    expect(paged.slice(0, whole.length).map(idOf), `${id} ${sort}`).toEqual(whole.map(idOf));
    expect(new Set(paged.map(idOf)).size, `${id} ${sort}`).toBe(paged.length);
    const values = whole.map((item) => valueIn(item, sort.replace('-', '')));
    const sign = sort.startsWith('-') ? -1 : 1;
    const expected = [...values].sort((left, right) => compare(left, right, sign));
    expect(values, `${id} ${sort}`).toEqual(expected);
  }
}

const idOf = (item: Item) => item.id ?? item.nodeId ?? (item.node as Item).id;

/** Where the value of a sort stands in an item. */
const places: Record<string, readonly string[]> = {
  created: ['createdAt'],
  requested: ['requestedAt'],
  starts: ['startsAt'],
  ends: ['endsAt'],
  listed: ['listedAt'],
  due: ['dueAt'],
  at: ['seq'],
  id: ['node.id'],
  email: ['email', 'applicant.email'],
  owner: ['owner.email'],
  provider: ['provider.name', 'provider.email'],
  actor: ['actorEmail', 'actor'],
  available: ['available.amount'],
  amount: ['amount.amount'],
  hourly: ['hourly.amount'],
  cost: ['costSoFar.amount'],
  marketplace: ['marketplace.amount'],
  chain: ['chain.tft'],
  hours: ['machineHours'],
  deployments: ['liveDeployments', 'affected.deployments'],
  node: ['nodeId'],
  uptime: ['node.uptimePercent'],
  memory: ['node.free.memoryMb'],
  cpu: ['node.total.cpu'],
  share: ['sharePercent'],
  urgency: [],
};

function valueIn(item: Item, sort: string): string | number | null {
  for (const place of places[sort] ?? [sort]) {
    const value = place.split('.').reduce<unknown>((found, part) => (found as Item | undefined)?.[part], item);
    if (value !== undefined && value !== null)
      return /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : String(value).toLowerCase();
  }
  return null;
}

/** What has no value comes last. */
function compare(left: string | number | null, right: string | number | null, sign: number): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -sign : sign;
}
