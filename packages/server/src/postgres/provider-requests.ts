import type { RequestStatus } from '@marketplace/core/providers';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import { byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export type ProviderRequestRow = Selectable<Schema['provider_requests']>;
export type RequestMessageRow = Selectable<Schema['provider_request_messages']>;

export interface RequestNode {
  nodeId: number;
  farmId: number;
}

/** A request with its nodes and who sent it. */
export interface ListedRequest extends ProviderRequestRow {
  nodes: RequestNode[];
  /** Of the person: their account here, not the contact that they gave. */
  email: string;
  account_address: string;
  /** The connection that proved the nodes still holds. */
  account_connected: boolean;
}

/** Writes a request and claims its nodes. Violates `provider_requests_open` or `provider_request_nodes_claimed`. */
export async function insertRequest(
  tx: Tx,
  row: Insertable<Schema['provider_requests']>,
  nodes: readonly RequestNode[],
): Promise<void> {
  await tx.insertInto('provider_requests').values(row).execute();
  await tx
    .insertInto('provider_request_nodes')
    // In one order, so that two claims that overlap do not wait for each other.
    .values(
      [...nodes]
        .sort((left, right) => left.nodeId - right.nodeId)
        .map(({ nodeId, farmId }) => ({ request_id: row.id, node_id: nodeId, farm_id: farmId, open: true })),
    )
    .execute();
}

export const lockRequest = (tx: Tx, id: string): Promise<ProviderRequestRow | undefined> =>
  tx.selectFrom('provider_requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Moves a locked request on; one that ends gives its claims back. */
export async function moveRequest(
  tx: Tx,
  id: string,
  status: RequestStatus,
  change: { now: Date; open: boolean } & Pick<
    Updateable<Schema['provider_requests']>,
    'decided_at' | 'decided_by' | 'decision_reason'
  >,
): Promise<void> {
  const { now, open, ...decision } = change;
  await tx
    .updateTable('provider_requests')
    .set({ status, updated_at: now, ...decision })
    .where('id', '=', id)
    .execute();
  if (!open) await tx.updateTable('provider_request_nodes').set({ open: false }).where('request_id', '=', id).execute();
}

export const insertMessage = async (tx: Tx, row: Insertable<Schema['provider_request_messages']>): Promise<void> =>
  void (await tx.insertInto('provider_request_messages').values(row).execute());

/** Oldest first. */
export const messagesOf = (db: Database, requestId: string): Promise<RequestMessageRow[]> =>
  db
    .selectFrom('provider_request_messages')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** The person's request that is not decided yet. */
export const hasOpenRequest = async (db: Database | Tx, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('provider_requests')
    .select('id')
    .where('user_id', '=', userId)
    .where('status', 'in', ['pending', 'needs_info'])
    .executeTakeFirst()) !== undefined;

export interface RequestFilter {
  id?: string | undefined;
  userId?: string | undefined;
  statuses?: readonly RequestStatus[] | undefined;
  /** Part of the name or of an e-mail address, or the number of a node. */
  q?: string | undefined;
  order?: ListOrder | undefined;
  limit: number;
}

export const requestSorts = {
  created: byTime(sql`r.created_at`),
  name: byText(sql`r.name`),
  email: byText(sql`u.email`),
  status: byText(sql`r.status`),
};

/** In a total order; newest first when none is asked for. */
export async function listRequests(db: Database | Tx, filter: RequestFilter): Promise<Sorted<ListedRequest>[]> {
  const { value, beyond, order } = sortSql(filter.order ?? { key: requestSorts.created, descending: true }, sql`r.id`);
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (filter.id) and.push(sql`r.id = ${filter.id}`);
  if (filter.userId) and.push(sql`r.user_id = ${filter.userId}`);
  if (filter.statuses) and.push(sql`r.status = any(${filter.statuses})`);
  if (filter.q)
    and.push(sql`(position(lower(${filter.q}) in lower(r.name || ' ' || r.contact_email || ' ' || u.email)) > 0
      or exists (select from provider_request_nodes n where n.request_id = r.id and n.node_id::text = ${filter.q}))`);
  const { rows } = await sql<Sorted<ListedRequest>>`
    select ${value} as "sortValue", r.*, u.email, a.address as account_address, a.disconnected_at is null as account_connected,
           (select jsonb_agg(jsonb_build_object('nodeId', n.node_id, 'farmId', n.farm_id) order by n.node_id)
            from provider_request_nodes n where n.request_id = r.id) as nodes
    from provider_requests r
    join users u on u.id = r.user_id
    join chain_accounts a on a.id = r.chain_account_id
    where ${sql.join([...and, beyond], sql` and `)}
    order by ${order}
    limit ${filter.limit}`.execute(db);
  return rows;
}

export const findRequest = async (db: Database | Tx, id: string, userId?: string): Promise<ListedRequest | undefined> =>
  (await listRequests(db, { id, userId, limit: 1 }))[0];
