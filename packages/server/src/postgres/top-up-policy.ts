import type { TopUpPolicy } from '@marketplace/core/float';
import { UNITS_PER_WHOLE } from '@marketplace/core/money';
import { sql } from 'kysely';
import { type Author, authorOf } from './author.ts';
import type { Database, Tx } from './store.ts';

export interface StoredPolicy {
  policy: TopUpPolicy;
  /** Grows with each change; 0 while nobody has set one. */
  version: number;
  changedAt: Date | null;
  changedBy: Author | null;
  pausedAt: Date | null;
  resumedAt: Date | null;
}

/** What the form begins with; off, so that it moves nothing. */
const unset: TopUpPolicy = {
  mode: 'off',
  belowUnits: 1_000n * UNITS_PER_WHOLE,
  runwayHours: 336,
  levelDropHours: null,
  targetUnits: 5_000n * UNITS_PER_WHOLE,
  minimumSpendUnits: 20n * UNITS_PER_WHOLE,
  dayCapUnits: 200n * UNITS_PER_WHOLE,
  monthCapUnits: 2_000n * UNITS_PER_WHOLE,
  maxSlippageBps: 100,
  cooldownMinutes: 60,
  approvalAboveUnits: 100n * UNITS_PER_WHOLE,
};

export async function readTopUpPolicy(db: Database | Tx): Promise<StoredPolicy> {
  const row = await db
    .selectFrom('top_up_policy as p')
    .leftJoin('users', (join) => join.on(sql`'user:' || users.id`, '=', sql.ref('p.updated_by')))
    .selectAll('p')
    .select(['users.id as userId', 'users.name', 'users.email'])
    .executeTakeFirst();
  if (!row) return { policy: unset, version: 0, changedAt: null, changedBy: null, pausedAt: null, resumedAt: null };
  return {
    policy: {
      mode: row.mode,
      belowUnits: row.below_units,
      runwayHours: row.runway_hours,
      levelDropHours: row.level_drop_hours,
      targetUnits: row.target_units,
      minimumSpendUnits: row.minimum_spend_units,
      dayCapUnits: row.day_cap_units,
      monthCapUnits: row.month_cap_units,
      maxSlippageBps: row.max_slippage_bps,
      cooldownMinutes: row.cooldown_minutes,
      approvalAboveUnits: row.approval_above_units,
    },
    version: row.version,
    changedAt: row.updated_at,
    changedBy: authorOf({ id: row.userId, name: row.name, email: row.email }),
    pausedAt: row.paused_at,
    resumedAt: row.resumed_at,
  };
}

/** Replaces the policy; false, and nothing stored, when somebody else changed it since `expected`. */
export async function writeTopUpPolicy(
  tx: Tx,
  policy: TopUpPolicy,
  { expected, by, now }: { expected: number; by: string; now: Date },
): Promise<boolean> {
  const columns = {
    mode: policy.mode,
    below_units: policy.belowUnits,
    runway_hours: policy.runwayHours,
    level_drop_hours: policy.levelDropHours,
    target_units: policy.targetUnits,
    minimum_spend_units: policy.minimumSpendUnits,
    day_cap_units: policy.dayCapUnits,
    month_cap_units: policy.monthCapUnits,
    max_slippage_bps: policy.maxSlippageBps,
    cooldown_minutes: policy.cooldownMinutes,
    approval_above_units: policy.approvalAboveUnits,
    version: expected + 1,
    updated_at: now,
    updated_by: by,
  };
  const written =
    expected === 0
      ? await tx
          .insertInto('top_up_policy')
          .values(columns)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('top_up_policy')
          .set(columns)
          .where('version', '=', expected)
          .returning('version')
          .executeTakeFirst();
  return written !== undefined;
}

/** False when it was paused before. */
export async function pausePolicy(tx: Tx, now: Date): Promise<boolean> {
  const paused = await tx
    .updateTable('top_up_policy')
    .set({ paused_at: now })
    .where('paused_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return paused !== undefined;
}

/** Lets it go on; failures until now do not count any more. False when it was not paused. */
export async function resumePolicy(tx: Tx, now: Date): Promise<boolean> {
  const resumed = await tx
    .updateTable('top_up_policy')
    .set({ paused_at: null, resumed_at: now })
    .where('paused_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return resumed !== undefined;
}

export interface PolicyRecord {
  /** USDC spent, or about to be, in the last 24 hours and 30 days. */
  spentDayUnits: bigint;
  spentMonthUnits: bigint;
  /** TFT is on its way to the chain, whoever began it. */
  inFlight: boolean;
  /** When TFT last came to the chain, or came back. */
  lastArrivedAt: Date | null;
  /** End of the last attempt, or when the last question was declined. */
  lastEndedAt: Date | null;
  /** In a row, since the last success or since a person let it go on. */
  failures: number;
}

const DAY_MS = 86_400_000;

/** What the policy has done so far; what it spends follows from its transfers alone. */
export async function policyRecord(db: Database | Tx, resumedAt: Date | null, now: Date): Promise<PolicyRecord> {
  const spent = (
    days: number,
  ) => sql`coalesce(sum(case when ended_at is null then coalesce(spent_units, spend_units) else spent_units end)
    filter (where created_at > ${new Date(now.getTime() - days * DAY_MS)}), 0)::bigint`;
  const { rows } = await sql<PolicyRecord>`
    with own as (select * from treasury_transfers where origin = 'policy')
    select ${spent(1)} as "spentDayUnits", ${spent(30)} as "spentMonthUnits",
           exists (select from treasury_transfers where ended_at is null and bridge and kind <> 'withdrawal') as "inFlight",
           (select max(ended_at) from treasury_transfers where bridge) as "lastArrivedAt",
           greatest(max(ended_at), (select max(decided_at) from top_up_decisions where action = 'declined')) as "lastEndedAt",
           count(*) filter (where status in ('failed', 'refunded') and ended_at > greatest(
             (select max(ended_at) from own where status = 'completed'), ${resumedAt}::timestamptz, '-infinity'))::int as failures
    from own`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('a sum without groups has one row');
  return found;
}
