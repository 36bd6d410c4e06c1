import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { type Formula, storedFormula } from '../../packages/core/src/alliances/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const start = Date.UTC(2026, 1, 20);
export const days = 12;

export interface Span {
  fromMs: number;
  endsMs: number | undefined;
}
export const covers = ({ fromMs, endsMs }: Span, atMs: number) =>
  fromMs <= atMs && (endsMs === undefined || endsMs > atMs);

export interface Use {
  deploymentId: string;
  nodeId: number;
  farmId: number;
  app: string;
  hourMs: number;
  seconds: number;
  units: bigint;
}

/** Everything that shares of alliances depend on, drawn at random from a seed. */
export function drawWorld(seed: number) {
  const draw = <T>(shape: fc.Arbitrary<T>, count: number, salt: number) =>
    fc.sample(shape, { numRuns: count, seed: seed + salt });
  const people = Array.from({ length: 5 }, () => randomUUID()).sort();
  const nodes = draw(
    fc.record({
      cores: fc.integer({ min: 1, max: 128 }),
      memoryMb: fc.nat(500_000),
      ssdGb: fc.nat(9000),
      hddGb: fc.nat(9000),
    }),
    10,
    1,
  ).map((resources, n) => ({ ...resources, nodeId: n + 1, farmId: n % 3, holder: people[n % 4] ?? '' }));
  const span = fc.noBias(
    fc.record({
      fromMs: fc.integer({ min: -5 * DAY, max: 3 * DAY }),
      length: fc.option(fc.integer({ min: 4 * DAY, max: 15 * DAY }), { nil: undefined }),
    }),
  );
  const spans = (count: number, salt: number): Span[] =>
    draw(span, count, salt).map(({ fromMs, length }) => ({
      fromMs: start + fromMs,
      endsMs: length === undefined ? undefined : start + fromMs + length,
    }));
  const alliances = [0, 1].map((n) => {
    const memberSpans = spans(people.length, 10 + n);
    const members = people.map((userId, p) => ({ id: randomUUID(), userId, ...(memberSpans[p] as Span) }));
    return { id: randomUUID(), members, versions: drawVersions(draw, people, 30 + n) };
  });
  const givenSpans = spans(nodes.length, 20);
  const given = nodes.map((node, n) => {
    const alliance = alliances[n % 2];
    const member = alliance?.members.find(({ userId }) => userId === node.holder);
    if (!alliance || !member) throw new Error('every node has a member as its holder');
    return {
      id: randomUUID(),
      allianceId: alliance.id,
      member,
      nodeId: node.nodeId,
      exclusive: n % 3 !== 0,
      ...(givenSpans[n] as Span),
    };
  });
  const health = draw(
    fc.record({ known: fc.nat(86_400), up: fc.integer({ min: 0, max: 100 }) }),
    nodes.length * days,
    40,
  ).map(({ known, up }, at) => ({
    nodeId: (at % nodes.length) + 1,
    day: start + Math.floor(at / nodes.length) * DAY,
    knownSeconds: BigInt(known),
    upSeconds: BigInt(Math.floor((known * up) / 100)),
  }));
  const machines = Array.from({ length: 40 }, (_, n) => ({
    deploymentId: randomUUID(),
    nodeId: (n % nodes.length) + 1,
    farmId: (n % nodes.length) % 3,
    app: n % 4 === 0 ? 'nextcloud' : 'vm',
  }));
  const shares = draw(fc.oneof(fc.constantFrom(0n, 1n, 7n), fc.bigInt(0n, 10n ** 9n)), machines.length * days * 24, 50);
  const use: Use[] = machines.flatMap((machine, n) =>
    Array.from({ length: days * 24 }, (_, hour) => ({
      ...machine,
      hourMs: start + hour * HOUR,
      seconds: 1 + ((n * 7919 + hour * 104_729) % 3600),
      units: shares[n * days * 24 + hour] ?? 0n,
    })),
  );
  return { people, nodes, alliances, given, health, machines, use };
}
export type World = ReturnType<typeof drawWorld>;

type Draw = <T>(shape: fc.Arbitrary<T>, count: number, salt: number) => T[];

function drawVersions(draw: Draw, people: string[], salt: number) {
  const division = fc.oneof(
    fc.constant({ kind: 'by_contribution' as const }),
    fc.constant({ kind: 'by_performance' as const }),
    fc
      .array(fc.integer({ min: 0, max: 10_000 }), { minLength: people.length, maxLength: people.length })
      .map((weights) => ({
        kind: 'fixed_weights' as const,
        weights: weights.map((weight, p) => ({ userId: people[p] ?? '', weight })),
      })),
  );
  const fee = fc.record({ userId: fc.constantFrom(...people), monthlyUnits: fc.bigInt(1n, 10n ** 12n) });
  const formula: fc.Arbitrary<Formula> = fc.oneof(
    division,
    fc.record({ kind: fc.constant('fixed_fee_first' as const), fee, remainder: division }),
  );
  return draw(formula, 6, salt).map((each, n) => ({
    id: randomUUID(),
    version: n + 1,
    formula: each,
    effectiveFromMs: start + (1 + n * 2 + (salt % 2)) * DAY,
    status: 'accepted' as const,
  }));
}

const json = (rows: unknown) =>
  JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value));

/** Writes the world down, as its owner. */
export async function insertWorld(admin: pg.Client, world: World): Promise<void> {
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  const before = new Date(start - 10 * DAY);
  await admin.query(
    "insert into users (id, email, email_verified, name, created_at, updated_at) select id, id || '@people.test', false, 'Somebody', 'epoch', 'epoch' from unnest($1::uuid[]) id",
    [world.people],
  );
  await admin.query(
    `insert into nodes (id, farm_id, farm_name, twin_id, country, region, city, status, healthy, total_cpu, total_memory_mb, total_ssd_gb, total_hdd_gb,
       free_memory_mb, free_ssd_gb, free_hdd_gb, gpus, certified, dedicated, extra_fee_musd, ipv4_free, ipv6, features, v3_opted_out, reported_at)
     select r."nodeId", r."farmId", 'farm', 1, '', '', '', 'up', true, r.cores, r."memoryMb", r."ssdGb", r."hddGb", 0, 0, 0, '[]', false, false, 0, 0, false, '{}', false, 'epoch'
     from json_to_recordset($1::json) as r ("nodeId" int, "farmId" int, cores int, "memoryMb" int, "ssdGb" int, "hddGb" int)`,
    [json(world.nodes)],
  );
  await admin.query(
    `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
     select r."nodeId", r.holder, r."farmId", 'listed', true, '{}', $2, $2 from json_to_recordset($1::json) as r ("nodeId" int, "farmId" int, holder uuid)`,
    [json(world.nodes), before],
  );
  for (const { id, members, versions } of world.alliances) {
    await admin.query(
      `insert into alliances (id, name, slug, kind, purpose, sla_ppm, governance, quorum, notice_days, state, founder_id, created_at, updated_at, activated_at)
       values ($1, $2, 'a-' || $2, 'mixed', '', 999000, 'unanimity', 2, 1, 'active', $3, $4, $4, $4)`,
      [id, id.slice(0, 8), world.people[0], before],
    );
    for (const member of members)
      await admin.query(
        `insert into alliance_members (id, alliance_id, user_id, name, state, weight, created_at, updated_at, joined_at, notice_at, ends_at)
         values ($1, $2, $3, 'M', $4, 1, $5, $5, $5, $6, $6)`,
        [
          member.id,
          id,
          member.userId,
          member.endsMs === undefined ? 'member' : 'left',
          at(member.fromMs),
          at(member.endsMs),
        ],
      );
    for (const each of versions)
      await admin.query(
        `insert into alliance_agreements (id, alliance_id, version, formula, effective_on, status, proposed_by, proposed_at, decided_at)
         values ($1, $2, $3, $4, $5, 'accepted', $6, $7, $7)`,
        [
          each.id,
          id,
          each.version,
          json(storedFormula(each.formula)),
          at(each.effectiveFromMs),
          world.people[0],
          before,
        ],
      );
  }
  for (const each of world.given) {
    await admin.query(
      `insert into alliance_nodes (id, alliance_id, alliance_number, member_id, user_id, node_id, exclusive, from_at, ends_at, created_at, updated_at)
       select $1, $2, a.number, $3, $4, $5, $6, $7, $8, $7, $7 from alliances a where a.id = $2`,
      [
        each.id,
        each.allianceId,
        each.member.id,
        each.member.userId,
        each.nodeId,
        each.exclusive,
        at(each.fromMs),
        at(each.endsMs),
      ],
    );
    await admin.query(
      "insert into alliance_node_apps (contribution_id, node_id, app, from_at, ends_at) values ($1, $2, 'vm', $3, $4)",
      [each.id, each.nodeId, at(each.fromMs), at(each.endsMs)],
    );
  }
  await admin.query(
    `insert into node_health_daily (node_id, day, up_seconds, known_seconds)
     select r."nodeId", (to_timestamp(r.day / 1000) at time zone 'UTC')::date, r."upSeconds", r."knownSeconds"
     from json_to_recordset($1::json) as r ("nodeId" int, day bigint, "upSeconds" bigint, "knownSeconds" bigint)`,
    [json(world.health)],
  );
  await admin.query(
    `insert into deployments (id, user_id, name, status, status_since, app_id, image_id, size, public_ipv4, ssh_keys, node_id,
       node_place, hourly_units, grid_hourly_units, provider_share_percent, farm_id, parts, hold_units, created_at)
     select r."deploymentId", $2, 'd-' || r."deploymentId", 'deleted', 'epoch', r.app, 'ubuntu-24.04', '{}', false, '[]', r."nodeId", '{}', 0, 0, 0, r."farmId", '[]', 0, 'epoch'
     from json_to_recordset($1::json) as r ("deploymentId" uuid, "nodeId" int, "farmId" int, app text)`,
    [json(world.machines), world.people[0]],
  );
  await admin.query(
    `insert into usage_records (deployment_id, hour, seconds, hourly_units, amount_units, grid_cost_units, provider_share_units, margin_units, recorded_at)
     select r."deploymentId", to_timestamp(r."hourMs" / 1000), r.seconds, 0, r.units, 0, r.units, 0, 'epoch'
     from json_to_recordset($1::json) as r ("deploymentId" uuid, "hourMs" bigint, seconds int, units bigint)`,
    [json(world.use)],
  );
}
