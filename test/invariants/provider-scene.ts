import type pg from 'pg';
import type { House } from '../house.ts';
import { newPerson, type Stranger } from './scene.ts';

export interface Provider extends Stranger {
  id: string;
}

type Place = Pick<House, 'url' | 'env'>;

/** Somebody with the role of a provider who has these nodes listed, since the given time. */
export async function newProvider(
  place: Place,
  admin: pg.Client,
  nodes: { nodeIds: number[]; farmId: number; since?: Date },
): Promise<Provider> {
  const person = await newPerson(place);
  const { id } = await person.call('getProfile');
  await admin.query(
    "insert into role_grants (user_id, role, granted_at, granted_by, reason) values ($1, 'cloud-provider', 'epoch', 'test', 'test')",
    [id],
  );
  await admin.query(
    `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
     select node, $2, $3, 'listed', true, '{}', $4::timestamptz, $4::timestamptz from unnest($1::int[]) node`,
    [nodes.nodeIds, id, nodes.farmId, nodes.since ?? new Date(0)],
  );
  return { ...person, id };
}

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
