import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type ProviderNodeRow = Selectable<Schema['provider_nodes']>;

/** The provider's nodes that are or were listed, in the order of their ids. */
export const nodesOfProvider = (db: Database | Tx, userId: string): Promise<ProviderNodeRow[]> =>
  db
    .selectFrom('provider_nodes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', '!=', 'removed')
    .orderBy('node_id')
    .execute();

/** Whose node it is here; undefined for a node of the grid that nobody brought. */
export const findProviderNode = (db: Database | Tx, nodeId: number): Promise<ProviderNodeRow | undefined> =>
  db
    .selectFrom('provider_nodes')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('status', '!=', 'removed')
    .executeTakeFirst();
