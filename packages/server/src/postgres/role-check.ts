import { sql } from 'kysely';
import type { Database } from './store.ts';

/** Throws when the application's role could change the past: start must fail then. */
export async function assertLimitedRole(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string; allowed: boolean }>`
    select t.name, has_table_privilege(t.name, 'UPDATE') or has_table_privilege(t.name, 'DELETE') as allowed
    from unnest(array['ledger_entries', 'ledger_transfers', 'audit_log', 'documents', 'invoice_coverage',
                      'price_rules', 'price_entries', 'legal_documents', 'acceptances', 'node_shares']) t (name)`.execute(
    db,
  );
  const open = rows.filter((row) => row.allowed).map((row) => row.name);
  if (open.length === 0) return;
  throw new Error(
    `DATABASE_URL names a role that may change ${open.join(', ')}. Use the role that setup made (marketplace_app), not the owner.`,
  );
}
