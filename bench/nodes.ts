/**
 * Node search: the product's index in memory beside a plain PostgreSQL query over the same nodes, in one run. Each
 * question is one page of 50 by price and the exact total; both answers must agree before anything is timed.
 *
 * Usage: npm run bench -- nodes [nodes = 100000]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeListQuery } from '@marketplace/contract';
import { buildNodeIndex, type GridNode, type NodeIndex, regionOf, searchNodes } from '@marketplace/core/nodes';
import type { Pool } from 'pg';
import { startPostgres } from '../packages/server/src/embedded/postgres.ts';
import type { ListedNode } from '../packages/server/src/gridproxy/to-grid-node.ts';
import { migrate } from '../packages/server/src/postgres/migrate.ts';
import { nodeStore } from '../packages/server/src/postgres/nodes.ts';
import { createStore } from '../packages/server/src/postgres/store.ts';

interface Question {
  name: string;
  query: Record<string, string>;
  /** The same conditions over the table `nodes`. */
  where: string;
}

const questions: Question[] = [
  { name: 'everything', query: {}, where: 'true' },
  {
    name: 'common filter',
    query: { region: 'europe', minMemoryGb: '8', minSsdGb: '100', status: 'up' },
    where: `region = 'europe' and free_memory_mb >= 8192 and free_ssd_gb >= 100 and status = 'up'`,
  },
  {
    name: 'rare filter',
    query: { country: 'JP', gpu: 'true', certified: 'true', minCpu: '64', ipv4: 'true' },
    where: `country_code = 'JP' and gpus <> '[]' and certified and total_cpu >= 64 and ipv4_free > 0`,
  },
  {
    name: 'many filters',
    query: {
      region: 'europe',
      minCpu: '8',
      minMemoryGb: '4',
      minSsdGb: '50',
      certified: 'true',
      ipv4: 'true',
      status: 'up',
      maxMonthlyUsd: '9',
      dedicated: 'false',
    },
    where: `region = 'europe' and total_cpu >= 8 and free_memory_mb >= 4096 and free_ssd_gb >= 50 and certified
      and ipv4_free > 0 and status = 'up' and monthly_units <= 90000000 and not dedicated`,
  },
  {
    name: 'map window',
    query: { bbox: '-10,35,5,52', maxMonthlyUsd: '4' },
    where: 'longitude between -10 and 5 and latitude between 35 and 52 and monthly_units <= 40000000',
  },
];

const places: [code: string, country: string, latitude: number, longitude: number][] = [
  ['BE', 'Belgium', 51, 4],
  ['DE', 'Germany', 50, 9],
  ['FR', 'France', 47, 2],
  ['US', 'United States', 40, -90],
  ['JP', 'Japan', 36, 139],
  ['BR', 'Brazil', -23, -46],
  ['TZ', 'Tanzania', -6, 39],
];

const LIMIT = 50;
const MEASURE_MS = 1500;

const { positionals } = parseArgs({ allowPositionals: true });
const count = Number(positionals[0] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-nodes-'));
const postgres = await startPostgres({ dataDir: folder, fsync: false });
const store = createStore(postgres.adminUrl, { maxConnections: 2 });
try {
  await migrate({ adminUrl: postgres.adminUrl, appUrl: postgres.appUrl });
  await fill(store.pool, count);
  const nodes = await nodeStore(store.pool).loadNodes();
  const startedMs = performance.now();
  const index = buildNodeIndex({ nodes, monthlyFromUnits: priceOf, asOfMs: 0 });
  const buildMs = performance.now() - startedMs;
  const results = [];
  for (const question of questions) results.push(await compare(index, store.pool, question));
  console.log(
    `${count} nodes; index built in ${buildMs.toFixed(0)} ms; page of ${LIMIT} and exact total, microseconds`,
  );
  console.table(results);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/nodes.json', `${JSON.stringify({ nodes: count, buildMs, results }, null, 2)}\n`);
} finally {
  await store.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(index: NodeIndex, pool: Pool, { name, query, where }: Question) {
  const parsed = nodeListQuery.parse({ ...query, limit: String(LIMIT) });
  const ours = () => {
    const found = searchNodes(index, parsed);
    return { ids: found.items.map((row) => row.node.id), total: found.total };
  };
  const page = {
    name: `page ${name}`,
    text: `select * from nodes where ${where} order by monthly_units, id limit ${LIMIT}`,
  };
  const total = { name: `total ${name}`, text: `select count(*)::int as total from nodes where ${where}` };
  const theirs = async () => {
    const [rows, counted] = [await pool.query<{ id: number }>(page), await pool.query<{ total: number }>(total)];
    return { ids: rows.rows.map((row) => row.id), total: counted.rows[0]?.total };
  };
  const answer = ours();
  if (JSON.stringify(answer) !== JSON.stringify(await theirs())) throw new Error(`the answers to "${name}" differ`);
  const cpuMs = cpuOf(ours);
  const [index50, index99] = await percentiles(async () => ours());
  const [sql50, sql99] = await percentiles(theirs);
  return {
    question: name,
    fits: answer.total,
    'index CPU': Math.round(cpuMs * 1000),
    'index p50': index50,
    'index p99': index99,
    'SQL p50': sql50,
    'SQL p99': sql99,
    'times faster': Number((sql50 / index50).toFixed(1)),
  };
}

/** Milliseconds of processor time per call, over a thousand warm calls. */
function cpuOf(call: () => unknown): number {
  for (let warm = 0; warm < 200; warm++) call();
  const before = process.cpuUsage();
  for (let times = 0; times < 1000; times++) call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / 1000;
}

/** Microseconds: median and 99th percentile over a stretch of repeated calls. */
async function percentiles(call: () => Promise<unknown>): Promise<[number, number]> {
  const taken: number[] = [];
  const endMs = performance.now() + MEASURE_MS;
  while (performance.now() < endMs) {
    const startMs = performance.now();
    await call();
    taken.push((performance.now() - startMs) * 1000);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(taken[Math.floor((taken.length - 1) * share)] ?? 0);
  return [at(0.5), at(0.99)];
}

/** The product's own table and writer, and what a plain query would want beside it: the price and good indexes. */
async function fill(pool: Pool, nodes: number): Promise<void> {
  const random = seededRandom(7);
  const listed = Array.from({ length: nodes }, (_, position) => randomNode(position + 1, random));
  const at = new Date('2026-01-01T00:00:00Z');
  await nodeStore(pool).saveListing({ nodes: listed, optedOut: new Set(), at });
  await pool.query(`
    alter table nodes add column monthly_units bigint;
    update nodes set monthly_units = 30000000 + total_cpu * 1000000 + certified::int * 7500000;
    create index on nodes (monthly_units, id);
    create index on nodes (region, monthly_units, id) where status = 'up';
    create index on nodes (country_code, monthly_units, id);
  `);
  await pool.query('vacuum analyze nodes');
}

function priceOf(node: GridNode): bigint {
  return 30_000_000n + BigInt(node.total.cpu) * 1_000_000n + (node.certified ? 7_500_000n : 0n);
}

function randomNode(id: number, random: () => number): ListedNode {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const farm = Math.ceil(id / 10);
  // Nodes of one farm stand together.
  const [countryCode, country, latitude, longitude] = places[farm % places.length] as (typeof places)[number];
  const cpu = pick([4, 8, 24, 32, 64, 128]);
  const total = { cpu, memoryMb: cpu * 6 * 1024, ssdGb: cpu * 40, hddGb: 0 };
  return {
    id,
    farmId: farm,
    farmName: `farm ${farm}`,
    twinId: id + 100,
    country,
    countryCode,
    region: regionOf(countryCode),
    city: country,
    latitude: latitude + (farm % 40) / 10,
    longitude: longitude + (farm % 70) / 20,
    status: pick(['up', 'up', 'up', 'down', 'standby']),
    healthy: true,
    total,
    free: { ...total, memoryMb: Math.floor(total.memoryMb * random()), ssdGb: Math.floor(total.ssdGb * random()) },
    gpus: random() < 0.02 ? [{ id: 'gpu', vendor: 'NVIDIA', model: 'RTX 4090' }] : [],
    certified: random() < 0.12,
    dedicated: random() < 0.1,
    rentedByTwinId: null,
    extraFeeMusd: 0,
    ipv4Free: random() < 0.35 ? 4 : 0,
    ipv6: false,
    features: ['ip', 'network', 'zmachine', 'zmount'],
    reportedAtMs: 0,
    uptimeSeconds: 0,
  };
}

/** A small generator with a seed, so that every run has the same nodes (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
