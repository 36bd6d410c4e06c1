import { type ExcludedSpan, type GridNode, healthEvidence } from '@marketplace/core/nodes';
import type { Pool, PoolClient } from 'pg';
import type { ListedNode } from '../gridproxy/to-grid-node.ts';
import type { Listing, NodeStore, SavedListing, SyncState } from '../nodes/node-store.ts';
import { fromNodeRow, type NodeRow, nodeColumns, toNodeRow } from './node-rows.ts';

const UPTIME_DAYS = 90;

export function nodeStore(pool: Pool): NodeStore {
  return {
    syncState: () => readSyncState(pool),
    loadNodes: () => loadNodes(pool),
    recordFailure: (at) => recordSyncFailure(pool, at),
    saveListing: async (listing) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const saved = await saveListing(client, listing);
        await client.query('commit');
        return saved;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

/** Takes over a listing. The row of `node_sync` is locked, so that two syncs follow each other. */
async function saveListing(client: PoolClient, { nodes, optedOut, at }: Listing): Promise<SavedListing> {
  const before = await lockSyncState(client);
  const changed = await upsertNodes(client, nodes, optedOut);
  const missing = await client.query(
    'update nodes set unknown_since = $2 where unknown_since is null and id <> all ($1::integer[])',
    [nodes.map((node) => node.id), before.syncedAt ?? at],
  );
  if (before.syncedAt !== null) await addHealth(client, nodes, before.syncedAt, at);
  await client.query(
    `update node_sync set version = version + 1, synced_at = greatest(synced_at, $1), failing_since = null where id = 1`,
    [at],
  );
  return { changed, missing: missing.rowCount ?? 0 };
}

async function readSyncState(pool: Pool): Promise<SyncState> {
  return toSyncState(await pool.query<SyncRow>('select version, synced_at, failing_since from node_sync where id = 1'));
}

async function lockSyncState(client: PoolClient): Promise<SyncState> {
  return toSyncState(
    await client.query<SyncRow>('select version, synced_at, failing_since from node_sync where id = 1 for update'),
  );
}

/** The version grows with the first failure too: from then on each process counts the silence. */
async function recordSyncFailure(pool: Pool, at: Date): Promise<void> {
  await pool.query(
    'update node_sync set version = version + 1, failing_since = $1 where id = 1 and failing_since is null',
    [at],
  );
}

const listOf = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`).join(', ');
const updatable = nodeColumns.filter((name) => name !== 'id');
// A sync that did not ask the chain lists null: what is known of the opt-out stays.
const listed = nodeColumns.map((name) =>
  name === 'v3_opted_out' ? 'coalesce(listed.v3_opted_out, old.v3_opted_out, false)' : `listed.${name}`,
);

/** Writes only rows that differ, so that an unchanged grid costs no writes. */
const UPSERT = `
  insert into nodes as known (${nodeColumns.join(', ')})
  select ${listed.join(', ')}
  from jsonb_populate_recordset(null::nodes, $1) listed left join nodes old on old.id = listed.id
  on conflict (id) do update set (${updatable.join(', ')}) = row(${listOf('excluded.', updatable)})
  where (${listOf('known.', updatable)}) is distinct from (${listOf('excluded.', updatable)})`;

async function upsertNodes(
  client: PoolClient,
  nodes: readonly ListedNode[],
  optedOut: ReadonlySet<number> | undefined,
): Promise<number> {
  const rows = nodes.map((node) => ({ ...toNodeRow(node), v3_opted_out: optedOut ? optedOut.has(node.id) : null }));
  const { rowCount } = await client.query(UPSERT, [JSON.stringify(rows)]);
  return rowCount ?? 0;
}

/** Adds what this look proves about the time since the last one, on the day of the look. */
async function addHealth(client: PoolClient, nodes: readonly ListedNode[], previousAt: Date, at: Date): Promise<void> {
  const maintenance = await readMaintenance(client, previousAt, at);
  const looks = nodes
    .map((node) => ({
      id: node.id,
      ...healthEvidence({ ...node, previousAtMs: previousAt.getTime(), nowMs: at.getTime() }, maintenance.get(node.id)),
    }))
    .filter(({ knownSeconds }) => knownSeconds > 0);
  await client.query(
    `insert into node_health_daily as known (node_id, day, up_seconds, known_seconds)
     select id, ($4::timestamptz at time zone 'UTC')::date, up, seen
     from unnest($1::integer[], $2::bigint[], $3::bigint[]) look (id, up, seen)
     on conflict (node_id, day) do update
       set up_seconds = known.up_seconds + excluded.up_seconds, known_seconds = known.known_seconds + excluded.known_seconds`,
    [
      looks.map(({ id }) => id),
      looks.map(({ upSeconds }) => upSeconds),
      looks.map(({ knownSeconds }) => knownSeconds),
      at,
    ],
  );
  await client.query(
    `delete from node_health_daily where day < ($1::timestamptz at time zone 'UTC')::date - ${UPTIME_DAYS}`,
    [at],
  );
}

/** Announced maintenance that touches a stretch of time, by node; a window that was ended early ends there. */
async function readMaintenance(client: PoolClient, from: Date, to: Date): Promise<Map<number, ExcludedSpan[]>> {
  const { rows } = await client.query<{ nodeId: number; startsAt: Date; endsAt: Date }>(
    `select node_id as "nodeId", starts_at as "startsAt", least(ends_at, cancelled_at) as "endsAt"
     from maintenance_windows
     where starts_at < $2 and ends_at > $1 and least(ends_at, cancelled_at) > starts_at`,
    [from, to],
  );
  const spans = new Map<number, ExcludedSpan[]>();
  for (const { nodeId, startsAt, endsAt } of rows)
    spans.set(nodeId, [...(spans.get(nodeId) ?? []), { startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() }]);
  return spans;
}

async function loadNodes(pool: Pool): Promise<GridNode[]> {
  const { rows } = await pool.query<NodeRow>(`
    select nodes.*, nodes.extra_fee_musd::float8 as extra_fee_musd,
      coalesce(health.up, 0) as up_seconds, coalesce(health.known, 0) as known_seconds,
      case when listed.node_id is not null then jsonb_build_object(
        'exposed', listed.exposed, 'pausedReason', listed.paused_reason, 'leaving', listed.leaving_since is not null, 'farmId', listed.farm_id,
        'apps', to_jsonb(listed.apps), 'providerActive', exists (
          select from role_grants
          where user_id = listed.user_id and role = 'cloud-provider' and revoked_at is null)) end as listing
    from nodes left join provider_nodes listed on listed.node_id = nodes.id and listed.status = 'listed'
    left join (
      select node_id, sum(up_seconds)::float8 as up, sum(known_seconds)::float8 as known
      from node_health_daily group by node_id
    ) health on health.node_id = nodes.id
    order by nodes.id`);
  return rows.map(fromNodeRow);
}

interface SyncRow {
  version: bigint | string;
  synced_at: Date | null;
  failing_since: Date | null;
}

function toSyncState({ rows: [row] }: { rows: SyncRow[] }): SyncState {
  if (!row) throw new Error('node_sync has lost its row');
  return { version: Number(row.version), syncedAt: row.synced_at, failingSince: row.failing_since };
}
