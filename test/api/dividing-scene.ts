import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Formula, type MemberFacts, resourceUnits, splitHour } from '../../packages/core/src/alliances/index.ts';
import { insertRows, steady } from '../invariants/billing-rows.ts';
import type { Scene } from '../invariants/scene.ts';
import type { Person } from '../person.ts';

const HOUR = 3_600_000;
const keyed = () => ({ idempotencyKey: randomUUID() });

interface Giver extends Person {
  id: string;
  email: string;
  name: string;
  /** A node of theirs, given to the alliance. */
  nodeId: number;
}

/** The first proposes an alliance that asks everybody, the second joins, each gives a node. Answers its id. */
export async function formAlliance({ admin }: Pick<Scene, 'admin'>, [founder, other]: [Giver, Giver]): Promise<string> {
  await admin.query('update users set email_verified = true where id = $1', [other.id]);
  const { id } = await founder.call('createAlliance', {
    body: {
      name: 'North',
      kind: 'mixed',
      purpose: 'Machines in the north.',
      slaPercent: 99.9,
      governance: 'unanimity',
      noticeDays: 1,
      memberName: founder.name,
    },
    ...keyed(),
  });
  const params = { id };
  await founder.call('inviteMember', { params, body: { email: other.email }, ...keyed() });
  await other.call('acceptInvitation', { params, body: { memberName: other.name } });
  await founder.call('activateAlliance', { params });
  for (const person of [founder, other])
    await person.call('giveAllianceNode', {
      params,
      body: { nodeId: person.nodeId, exclusive: true, apps: ['vm'] },
      ...keyed(),
    });
  return id;
}

interface Sale {
  nodeId: number;
  farmId: number;
  hourlyUnits: bigint;
  fromMs: number;
  untilMs: number;
}

/** A machine that runs on the node for that time, at a price that is markup alone: 10 % of it are the provider share. */
export async function sell(admin: pg.Client, { nodeId, ...sale }: Sale): Promise<void> {
  const id = randomUUID();
  const terms = {
    gridHourlyUnits: 0n,
    providerSharePercent: 10,
    keptHourlyUnits: null,
    suspensions: [],
    ...steady,
    discounts: [],
    passedOnHourlyUnits: 0n,
    discountSharePercent: 0,
  };
  await insertRows(admin, [{ id, userId: randomUUID(), ...terms, ...sale }]);
  await admin.query("update deployments set node_id = $1, app_id = 'vm' where id = $2", [nodeId, id]);
}

/** What the usage records of a UTC day give each person by a formula, each having given one node; by core alone. */
export async function sharesOfDay(
  admin: pg.Client,
  dayMs: number,
  people: { userId: string; nodeId: number }[],
  formula: Formula | undefined,
): Promise<(userId: string) => bigint> {
  const { rows } = await admin.query(
    `select extract(epoch from u.hour)::bigint * 1000 as ms, d.node_id, d.farm_id, u.provider_share_units as units
     from usage_records u join deployments d on d.id = u.deployment_id where u.hour >= $1 and u.hour < $2`,
    [new Date(dayMs), new Date(dayMs + 24 * HOUR)],
  );
  const members = await Promise.all(people.map((person) => factsOf(admin, person)));
  const holderOf = (nodeId: number) => people.find((person) => person.nodeId === nodeId)?.userId ?? '';
  const shares = [...new Set(rows.map(({ ms }) => ms))].flatMap((ms) => {
    const pools = rows
      .filter((row) => row.ms === ms)
      .map((row) => ({
        nodeId: row.node_id,
        farmId: row.farm_id,
        holderId: holderOf(row.node_id),
        units: BigInt(row.units),
      }));
    return splitHour({ pools, members, ofMonth: { index: 0, hours: 720 } }, formula);
  });
  return (userId) => shares.filter((share) => share.userId === userId).reduce((total, { units }) => total + units, 0n);
}

async function factsOf(admin: pg.Client, person: { userId: string; nodeId: number }): Promise<MemberFacts> {
  const { rows } = await admin.query(
    'select total_cpu, total_memory_mb, total_ssd_gb, total_hdd_gb from nodes where id = $1',
    [person.nodeId],
  );
  const [node] = rows;
  const contribution = resourceUnits({
    cores: node.total_cpu,
    memoryMb: node.total_memory_mb,
    ssdGb: node.total_ssd_gb,
    hddGb: node.total_hdd_gb,
  });
  return { userId: person.userId, contribution, performance: 0n };
}

/** What is written down as a person's shares of a UTC day. */
export async function writtenShares(admin: pg.Client, userId: string, dayMs: number): Promise<bigint> {
  const { rows } = await admin.query(
    'select coalesce(sum(units), 0) as units from alliance_shares where user_id = $1 and hour >= $2 and hour < $3',
    [userId, new Date(dayMs), new Date(dayMs + 24 * HOUR)],
  );
  return BigInt(rows[0]?.units ?? 0);
}
