import { randomUUID } from 'node:crypto';
import { type SpendingLine, spendPromotional } from '@marketplace/core/credits';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/database.ts';
import { activeCredits } from './credits.ts';
import { createStore, type Store } from './store.ts';

let database: TestDatabase;
let store: Store;
let admin: pg.Client;
beforeAll(async () => {
  database = await createDatabase();
  store = createStore(database.url);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await store?.close();
  await database?.drop();
});

interface Statement {
  userId: string;
  left: bigint;
  /** Lines already counted when the credit's rest was stored. */
  counted: number;
  lines: (SpendingLine & { kind: string })[];
}

const PEOPLE = 100;
const LINES = 120;

/** Random statements: usage, and lines of other kinds that give and take. */
function statements(): Statement[] {
  const units = fc.bigInt(-2000n, 2000n).filter((value) => value !== 0n);
  const line = fc.record({ kind: fc.constantFrom('usage', 'usage', 'top_up', 'refund', 'dispute'), units });
  const shape = fc.record({
    left: fc.bigInt(1n, 50_000n),
    opening: fc.bigInt(0n, 50_000n),
    counted: fc.nat(LINES),
    lines: fc.array(line, { minLength: LINES, maxLength: LINES }),
  });
  return fc.sample(shape, { numRuns: PEOPLE, seed: 20_261_124 }).map(({ left, opening, counted, lines }) => {
    let balanceAfter = left + opening;
    return {
      userId: randomUUID(),
      left,
      counted,
      lines: lines.map(({ kind, units: signed }) => {
        const isUsage = kind === 'usage';
        const moved = isUsage && signed > 0n ? -signed : signed;
        balanceAfter += moved;
        return { kind, isUsage, units: moved, balanceAfter };
      }),
    };
  });
}

it('what SQL says is left of credits is what core says, over 12,000 random lines', async () => {
  const all = statements();
  await insert(all);
  for (const { userId, left, counted, lines } of all) {
    const [credit] = await activeCredits(store.db, userId);
    expect(credit?.leftUnits, userId).toBe(spendPromotional(left, lines.slice(counted)));
  }
});

async function insert(all: Statement[]) {
  const users = all.map(({ userId }) => userId);
  await admin.query(
    `insert into users (id, email, email_verified, name, created_at, updated_at)
     select id, id || '@people.test', false, 'x', 'epoch'::timestamptz, 'epoch'::timestamptz from unnest($1::uuid[]) id`,
    [users],
  );
  await admin.query(
    `insert into ledger_accounts (owner, kind, asset, guarded, balance, statement_balance, version, created_at)
     select 'user:' || id, 'available', 'USD', true, 0, 0, $2::bigint, 'epoch'::timestamptz from unnest($1::uuid[]) id
     union all select 'system', 'grid_cost', 'USD', false, null, null, null, 'epoch'::timestamptz`,
    [users, LINES],
  );
  const rows = all.flatMap(({ userId, lines }) =>
    lines.map(({ kind, units, balanceAfter }, at) => ({ userId, kind, units, balanceAfter, version: at + 1 })),
  );
  const column = (of: (row: (typeof rows)[number]) => unknown) => rows.map((row) => String(of(row)));
  await admin.query(
    `with line as (
       select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) l (user_id, kind, units, after, version)
     ), made as (
       insert into ledger_transfers (kind, idempotency_key, input_hash, event_at, recorded_at, description)
       select kind, user_id || '/' || version, ''::bytea, 'epoch'::timestamptz, 'epoch'::timestamptz, 'x' from line returning id, idempotency_key
     )
     insert into ledger_entries (account_id, transfer_id, units, balance_after, version, statement_after)
     select a.id, made.id, line.units, line.after, line.version, line.after
     from line join made on made.idempotency_key = line.user_id || '/' || line.version
     join ledger_accounts a on a.owner = 'user:' || line.user_id
     union all
     select a.id, made.id, -line.units, null, null, null
     from line join made on made.idempotency_key = line.user_id || '/' || line.version
     join ledger_accounts a on a.owner = 'system'`,
    [
      column((row) => row.userId),
      column((row) => row.kind),
      column((row) => row.units),
      column((row) => row.balanceAfter),
      column((row) => row.version),
    ],
  );
  await admin.query(
    `insert into credits (id, user_id, amount_units, left_units, origin, granted_by, reason, granted_at)
     select gen_random_uuid(), c.user_id, c.units, c.units, 'operator', c.user_id, 'x', 'epoch'::timestamptz
     from unnest($1::uuid[], $2::bigint[]) c (user_id, units)`,
    [users, all.map(({ left }) => String(left))],
  );
  await admin.query(`insert into credit_counts select * from unnest($1::uuid[], $2::bigint[])`, [
    users,
    all.map(({ counted }) => String(counted)),
  ]);
}
