import type { z } from 'zod';
import { farmSchema, type GridproxyFarm, listedNodeSchema, nodeDetailSchema } from './schemas.ts';
import { type ListedNode, toGridNode } from './to-grid-node.ts';

/** gridproxy did not answer, or not in its own form. Says nothing about any node. */
export class GridproxyFault extends Error {
  override name = 'GridproxyFault';
}

export interface GridListing {
  readonly nodes: readonly ListedNode[];
  /** Items that could not be read, with what is wrong. */
  readonly unreadable: readonly { readonly id: unknown; readonly reason: string }[];
}

export interface Gridproxy {
  /** Every node that the grid lists. Throws GridproxyFault. */
  fetchAllNodes(): Promise<GridListing>;
  /** One node; undefined when the grid does not know it. Throws GridproxyFault. */
  fetchNode(nodeId: number): Promise<ListedNode | undefined>;
  /** Every farm, or those of one twin. Throws GridproxyFault. */
  fetchFarms(ofTwin?: number): Promise<GridproxyFarm[]>;
}

export interface GridproxyOptions {
  /** Base address, such as `https://gridproxy.grid.tf`. */
  url: string;
  /** Deadline of one request. */
  timeoutMs?: number;
  /** Items per page. */
  pageSize?: number;
}

/** Pages that a listing may have: a server that never ends its list must not hold a job for ever. */
const MAX_PAGES = 1000;

export function createGridproxy({ url, timeoutMs = 15_000, pageSize = 500 }: GridproxyOptions): Gridproxy {
  const base = url.replace(/\/+$/, '');

  async function request(path: string): Promise<{ status: number; headers: Headers; body: unknown }> {
    try {
      const response = await fetch(`${base}${path}`, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    } catch (cause) {
      throw new GridproxyFault(`gridproxy gave no answer to GET ${path}`, { cause });
    }
  }

  async function requestPage(path: string, sort: string, page: number, filter = '') {
    const query = `${path}?${filter}page=${page}&size=${pageSize}&ret_count=true&sort_by=${sort}&sort_order=asc`;
    const { status, headers, body } = await request(query);
    if (status !== 200) throw new GridproxyFault(`gridproxy answered ${status} to GET ${query}`, { cause: body });
    if (!Array.isArray(body)) throw new GridproxyFault(`gridproxy answered no list to GET ${query}`, { cause: body });
    const count = Number(headers.get('count') ?? Number.NaN);
    return { items: body as unknown[], count };
  }

  /** All pages, ended by the count that the server gives or, without one, by an empty page. */
  async function requestAll(path: string, sort: string, filter?: string): Promise<unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const next = await requestPage(path, sort, page, filter);
      items.push(...next.items);
      if (next.items.length === 0 || items.length >= next.count) return items;
    }
    throw new GridproxyFault(`gridproxy's list at ${path} does not end`);
  }

  return {
    async fetchAllNodes() {
      const { read, unreadable } = readEach(await requestAll('/nodes', 'node_id'), listedNodeSchema, 'nodeId');
      // A node that moved between two pages is listed twice; the later page is the newer word.
      const nodes = new Map(read.map((node) => [node.nodeId, toGridNode(node)]));
      return { nodes: [...nodes.values()], unreadable };
    },

    async fetchNode(nodeId) {
      const { status, body } = await request(`/nodes/${nodeId}`);
      if (status === 404) return undefined;
      const parsed = nodeDetailSchema.safeParse(body);
      if (status !== 200 || !parsed.success) {
        throw new GridproxyFault(`gridproxy answered ${status} to GET /nodes/${nodeId}`, {
          cause: parsed.error ?? body,
        });
      }
      return toGridNode(parsed.data);
    },

    async fetchFarms(ofTwin) {
      const filter = ofTwin === undefined ? '' : `twin_id=${ofTwin}&`;
      const { read } = readEach(await requestAll('/farms', 'farm_id', filter), farmSchema, 'farmId');
      return [...new Map(read.map((farm) => [farm.farmId, farm])).values()];
    },
  };
}

/** One unreadable item must not hide the others; a list of which most is unreadable is no list. */
function readEach<S extends z.ZodType>(items: readonly unknown[], schema: S, idField: string) {
  const read: z.infer<S>[] = [];
  const unreadable: { id: unknown; reason: string }[] = [];
  for (const item of items) {
    const parsed = schema.safeParse(item);
    if (parsed.success) read.push(parsed.data);
    else unreadable.push({ id: fieldOf(item, idField), reason: reasonOf(parsed.error) });
  }
  if (unreadable.length > read.length) {
    throw new GridproxyFault(`gridproxy's list cannot be read: ${unreadable[0]?.reason}`, { cause: unreadable });
  }
  return { read, unreadable };
}

const fieldOf = (item: unknown, field: string): unknown =>
  typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[field] : undefined;

const reasonOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
