import type { Pool } from 'pg';
import { earningReleaseTransfer, earningTransfer } from '../../packages/core/src/ledger/index.ts';
import { postTransfer } from '../../packages/server/src/postgres/ledger.ts';
import type { Store } from '../../packages/server/src/postgres/store.ts';
import type { House } from '../house.ts';
import { newPerson, type Stranger } from './scene.ts';

export interface Provider extends Stranger {
  id: string;
}

/** Two small farms whose nodes nothing else in the tests asks for. */
export const ALPS_FARM = 201;

type Place = Pick<House, 'url' | 'env'>;

/** Somebody with the role of a provider who has these nodes listed, for ever before. */
export async function newProvider(
  place: Place,
  admin: Pick<Pool, 'query'>,
  { nodeIds, farmId }: { nodeIds: number[]; farmId: number },
): Promise<Provider> {
  const person = await newPerson(place);
  const { id } = await person.call('getProfile');
  await admin.query(
    "insert into role_grants (user_id, role, granted_at, granted_by, reason) values ($1, 'cloud-provider', 'epoch', 'test', 'test')",
    [id],
  );
  await admin.query(
    `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
     select node, $2, $3, 'listed', true, '{vm}', 'epoch', 'epoch' from unnest($1::int[]) node`,
    [nodeIds, id, farmId],
  );
  return { ...person, id };
}

/** A share that was earned and held long ago: payable now. */
export async function earnedLongAgo(store: Store, provider: Provider, units: bigint, nodeId = 1): Promise<void> {
  const earning = { nodeId, farmId: ALPS_FARM, userId: provider.id, day: '2026-01-01', units, eventAtMs: 0 };
  await store.transaction(async (tx) => {
    await postTransfer(tx, earningTransfer(earning), new Date(0));
    await postTransfer(tx, earningReleaseTransfer(earning), new Date(0));
  });
}

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
