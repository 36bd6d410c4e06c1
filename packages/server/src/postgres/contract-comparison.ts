import type { BookedDeployment } from '@marketplace/core/reconciliation';
import { sql } from 'kysely';
import type { Database } from './store.ts';

/** Deployments that have not ended, and all that belong to one of the contracts. */
export async function deploymentsWithContracts(
  db: Database,
  contractIds: readonly number[] = [],
): Promise<BookedDeployment[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    status: string;
    contractId: bigint | null;
    nodeId: number;
    hash: string | null;
  }>`
    select id, name, status, contract_id as "contractId", node_id as "nodeId", workload_hash as hash
    from deployments
    where status not in ('deleted', 'failed') or contract_id = any(${contractIds as number[]}::bigint[])
    order by id`.execute(db);
  return rows.map((row) => ({
    ...row,
    contractId: row.contractId === null ? undefined : Number(row.contractId),
    hash: row.hash ?? undefined,
  }));
}
