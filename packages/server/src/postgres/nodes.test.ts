import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/database.ts';
import { GridproxyFault } from '../gridproxy/gridproxy.ts';
import type { ListedNode } from '../gridproxy/to-grid-node.ts';
import { listedNode } from '../nodes/listed-node.fixture.ts';
import { syncNodes } from '../nodes/sync-nodes.ts';
import { nodeStore } from './nodes.ts';
import { createStore, type Store } from './store.ts';

let database: TestDatabase;
let connection: Store;
let pool: Pool;

beforeAll(async () => {
  database = await createDatabase();
  connection = createStore(database.url, { maxConnections: 4 });
  pool = connection.pool;
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

beforeEach(async () => {
  await pool.query('delete from node_health_daily');
  await pool.query('delete from nodes');
  await pool.query('update node_sync set version = 0, synced_at = null, failing_since = null');
});

const at = (text: string) => new Date(`2026-03-01T${text}Z`);
const listing = (...nodes: ListedNode[]) => ({ fetchAllNodes: async () => ({ nodes, unreadable: [] }) });
const silent = {
  fetchAllNodes: async () => {
    throw new GridproxyFault('silence');
  },
};
const sync = (gridproxy: typeof silent | ReturnType<typeof listing>, now: Date, optedOut?: ReadonlySet<number>) =>
  syncNodes({ gridproxy, store: nodeStore(pool), now, optedOut });

describe('the copy of the grid', () => {
  it('gives back every field of a node', async () => {
    const store = nodeStore(pool);
    const { uptimeSeconds, ...node } = listedNode();
    await sync(
      listing(
        listedNode(),
        listedNode({
          id: 12,
          latitude: null,
          countryCode: null,
          region: 'unknown',
          extraFeeMusd: 5,
          rentedByTwinId: 3,
        }),
      ),
      at('01:00:00'),
    );
    expect(uptimeSeconds).toBeGreaterThan(0);
    const [first, second] = await store.loadNodes();
    expect(first).toEqual({ ...node, v3OptedOut: false, unknownSinceMs: null, uptimePercent: null });
    expect(second).toMatchObject({
      id: 12,
      latitude: null,
      countryCode: null,
      region: 'unknown',
      extraFeeMusd: 5,
      rentedByTwinId: 3,
    });
  });

  it('is written only where the grid changed', async () => {
    const nodes = [listedNode(), listedNode({ id: 12 }), listedNode({ id: 13 })];
    expect(await sync(listing(...nodes), at('01:00:00'))).toMatchObject({ listed: 3, changed: 3, missing: 0 });
    expect(await sync(listing(...nodes), at('01:05:00'))).toMatchObject({ changed: 0, missing: 0 });
    nodes[1] = listedNode({ id: 12, status: 'down' });
    expect(await sync(listing(...nodes), at('01:10:00'))).toMatchObject({ changed: 1, missing: 0 });
  });

  it('tells each process that it changed, and when', async () => {
    const store = nodeStore(pool);
    expect(await store.syncState()).toEqual({ version: 0, syncedAt: null, failingSince: null });
    await sync(listing(listedNode()), at('01:00:00'));
    expect(await store.syncState()).toEqual({ version: 1, syncedAt: at('01:00:00'), failingSince: null });
  });

  it('is right after two syncs at once', async () => {
    await Promise.all([sync(listing(listedNode()), at('01:00:00')), sync(listing(listedNode()), at('01:00:00'))]);
    expect(await nodeStore(pool).loadNodes()).toHaveLength(1);
    expect((await nodeStore(pool).syncState()).version).toBe(2);
  });
});

describe('silence', () => {
  it('makes a node that is no longer listed unknown since the last listing that had it, and keeps its state', async () => {
    await sync(listing(listedNode(), listedNode({ id: 12 })), at('01:00:00'));
    expect(await sync(listing(listedNode()), at('01:05:00'))).toMatchObject({ missing: 1 });
    await sync(listing(listedNode()), at('01:10:00'));
    expect((await nodeStore(pool).loadNodes())[1]).toMatchObject({
      id: 12,
      status: 'up',
      unknownSinceMs: at('01:00:00').getTime(),
    });
    await sync(listing(listedNode(), listedNode({ id: 12 })), at('01:15:00'));
    expect((await nodeStore(pool).loadNodes())[1]).toMatchObject({ unknownSinceMs: null });
  });

  it.each([
    ['of gridproxy', silent],
    ['in form of an empty list', listing()],
  ])('%s changes no node and is noted since its start', async (_, gridproxy) => {
    await sync(listing(listedNode()), at('01:00:00'));
    await expect(sync(gridproxy, at('01:05:00'))).rejects.toBeInstanceOf(GridproxyFault);
    await expect(sync(gridproxy, at('01:10:00'))).rejects.toBeInstanceOf(GridproxyFault);
    const store = nodeStore(pool);
    expect(await store.syncState()).toEqual({ version: 2, syncedAt: at('01:00:00'), failingSince: at('01:05:00') });
    expect(await store.loadNodes()).toMatchObject([{ status: 'up', unknownSinceMs: null }]);
    await sync(listing(listedNode()), at('01:15:00'));
    expect((await store.syncState()).failingSince).toBeNull();
  });

  it('of the chain leaves what is known of opted-out nodes', async () => {
    const optedOut = async () => (await nodeStore(pool).loadNodes()).map((node) => node.v3OptedOut);
    await sync(listing(listedNode(), listedNode({ id: 12 })), at('01:00:00'), new Set([12]));
    expect(await optedOut()).toEqual([false, true]);
    await sync(listing(listedNode(), listedNode({ id: 12 })), at('01:05:00'));
    expect(await optedOut()).toEqual([false, true]);
    await sync(listing(listedNode(), listedNode({ id: 12 })), at('01:10:00'), new Set());
    expect(await optedOut()).toEqual([false, false]);
  });
});

describe('uptime', () => {
  it('grows from what each look proves, over days', async () => {
    const up = listedNode();
    const down = listedNode({ id: 12, status: 'down', reportedAtMs: at('02:00:00').getTime() });
    await sync(listing(up, { ...down, status: 'up' }), at('00:00:00'));
    await sync(listing(up, down), at('04:00:00'));
    const percents = (await nodeStore(pool).loadNodes()).map((node) => node.uptimePercent);
    expect(percents).toEqual([100, 50]);
    await sync(listing(up, down), new Date('2026-03-02T04:00:00Z'));
    expect((await nodeStore(pool).loadNodes())[1]?.uptimePercent).toBe(7.14);
  });

  it('forgets what is older than 90 days', async () => {
    const node = listedNode({ status: 'down' });
    await sync(listing(listedNode()), at('00:00:00'));
    await sync(listing(listedNode()), at('10:00:00'));
    const later = new Date('2026-08-01T00:00:00Z');
    await sync(listing({ ...node, reportedAtMs: Date.parse('2026-07-31T00:00:00Z') }), later);
    const { rows } = await pool.query('select count(*)::int as days from node_health_daily');
    expect(rows).toEqual([{ days: 1 }]);
  });
});
