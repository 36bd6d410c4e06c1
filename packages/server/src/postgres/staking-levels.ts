import { appById, footprintOf, imageOf, type Size } from '@marketplace/core/catalog';
import type { ContractGroup } from '@marketplace/core/float';
import type { DiscountLevel } from '@marketplace/core/pricing';
import { sql } from 'kysely';
import type { Database, Tx } from './store.ts';

/** Contracts that cost alike, under the key by which the database groups them. */
export interface StoredGroup extends ContractGroup {
  key: string;
}

/** Everything that has, or is about to have, a contract that the operator's twin pays. */
const paid = sql`d.status not in ('draft', 'deleted', 'failed')`;

const groupKey = sql`concat_ws('|', d.app_id, d.image_id, d.size::text, d.public_ipv4, d.power = 'off',
  coalesce(n.certified, false), coalesce(n.extra_fee_musd, 0))`;

export async function contractGroups(db: Database | Tx): Promise<StoredGroup[]> {
  const { rows } = await sql<GroupRow>`
    select ${groupKey} as key, count(*)::int as count, min(d.app_id) as "appId", min(d.image_id) as "imageId",
           min(d.size::text)::jsonb as size, bool_or(d.public_ipv4) as "publicIpv4", bool_or(d.power = 'off') as off,
           bool_or(coalesce(n.certified, false)) as certified, coalesce(max(n.extra_fee_musd), 0)::int as "extraFeeMusd"
    from deployments d left join nodes n on n.id = d.node_id
    where ${paid}
    group by 1 order by 1`.execute(db);
  return rows.map(({ key, count, certified, extraFeeMusd, ...row }) => ({
    key,
    count,
    footprint: footprintOfRow(row),
    certified,
    extraFeeMusd,
  }));
}

interface GroupRow {
  key: string;
  count: number;
  appId: string;
  imageId: string;
  size: Size;
  publicIpv4: boolean;
  off: boolean;
  certified: boolean;
  extraFeeMusd: number;
}

/** A machine that was taken off its node keeps its disk and address there, and nothing else. */
export function footprintOfRow(row: Pick<GroupRow, 'appId' | 'imageId' | 'size' | 'publicIpv4' | 'off'>) {
  const app = appById(row.appId);
  const kind = (app && imageOf(app, row.imageId)?.kind) ?? 'full';
  const whole = footprintOf(kind, row.size, row.publicIpv4);
  return row.off ? { ...whole, cpu: 0, memoryMb: 0 } : whole;
}

export const insertStakingLevel = async (
  tx: Tx,
  row: { deploymentId: string; level: DiscountLevel; discountUnits: bigint; from: Date },
): Promise<void> =>
  void (await tx
    .insertInto('staking_levels')
    .values({
      deployment_id: row.deploymentId,
      from_at: row.from,
      level: row.level,
      discount_hourly_units: row.discountUnits,
    })
    .execute());

export interface GroupLevel {
  key: string;
  level: DiscountLevel;
  /** What it takes off the list price per hour, units of USD. */
  discountUnits: bigint;
}

/** Writes down the level of every contract whose level is another one now. Answers how many changed. */
export async function saveStakingLevels(db: Database, groups: readonly GroupLevel[], now: Date): Promise<number> {
  const text = JSON.stringify(groups.map((group) => ({ ...group, discountUnits: String(group.discountUnits) })));
  const { numAffectedRows } = await sql`
    insert into staking_levels (deployment_id, from_at, level, discount_hourly_units)
    select d.id, ${now}, g.level, g."discountUnits"
    from deployments d left join nodes n on n.id = d.node_id
    join json_to_recordset(${text}::json) as g (key text, level text, "discountUnits" bigint) on g.key = ${groupKey}
    left join lateral (
      select level, discount_hourly_units from staking_levels l where l.deployment_id = d.id order by from_at desc limit 1
    ) last on true
    where ${paid}
      and (last.level, last.discount_hourly_units) is distinct from (g.level, g."discountUnits")
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export interface PaidContract extends Omit<GroupRow, 'key' | 'count'> {
  id: string;
  name: string;
  nodeId: number;
  contractId: bigint | null;
  createdAt: Date;
  passedOnUnits: bigint;
  /** What the chain itself said last. */
  billedLevel: string | null;
  billedUnits: bigint | null;
  billedAt: Date | null;
}

/** Newest first, in a total order. */
export async function listPaidContracts(
  db: Database,
  { before, limit }: { before?: { at: Date; id: string } | undefined; limit: number },
): Promise<PaidContract[]> {
  const { rows } = await sql<PaidContract>`
    select d.id, d.name, d.node_id as "nodeId", d.contract_id as "contractId", d.created_at as "createdAt",
           d.app_id as "appId", d.image_id as "imageId", d.size, d.public_ipv4 as "publicIpv4", d.power = 'off' as off,
           coalesce(n.certified, false) as certified, coalesce(n.extra_fee_musd, 0)::int as "extraFeeMusd",
           d.passed_on_hourly_units as "passedOnUnits",
           b.discount_level as "billedLevel", b.amount_units as "billedUnits", b.at as "billedAt"
    from deployments d left join nodes n on n.id = d.node_id
    left join lateral (
      select discount_level, amount_units, at from chain_bills
      where contract_id = d.contract_id and kind = 'billed' order by block desc, event_index desc limit 1
    ) b on true
    where ${paid}
      ${before ? sql`and (d.created_at, d.id) < (${before.at}, ${before.id})` : sql``}
    order by d.created_at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}
