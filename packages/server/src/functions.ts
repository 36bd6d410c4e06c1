import { createHmac, timingSafeEqual } from 'node:crypto';
import { createApi } from './api.ts';
import { type Background, createBackground } from './background.ts';
import { type Adapters, compose } from './compose.ts';
import { readConfig } from './config.ts';
import { jobsRunner } from './jobs/run-jobs.ts';
import { drainJobs, type WorkerCounts, type WorkerParts } from './jobs/worker.ts';
import { dropJobLease, takeJobLease } from './postgres/jobs.ts';
import { assertLimitedRole } from './postgres/role-check.ts';

/** What Netlify gives a function besides the request. */
interface FunctionContext {
  waitUntil?: (work: Promise<unknown>) => void;
}

/** Built at the first request of a process and kept while the platform keeps it. */
interface Runtime {
  adapters: Adapters;
  background: Background;
  fetch: (request: Request) => Response | Promise<Response>;
}

let starting: Promise<Runtime> | undefined;
/** The latest request's context: waking the background must not hold up its answer. */
let context: FunctionContext | undefined;

/** The whole API. */
export async function api(request: Request, given?: FunctionContext): Promise<Response> {
  context = given;
  const { adapters, fetch } = await runtime();
  await adapters.clock.refresh();
  return fetch(request);
}

/** Each minute: a tick, then due jobs for as long as a scheduled function may take. The net below lost wake-ups. */
export async function jobs(): Promise<Response> {
  const { adapters, background } = await runtime();
  const { clock, log } = adapters;
  await clock.refresh();
  await background
    .tick()
    .catch((error: unknown) => log.error({ err: error }, 'the tick failed; the next one repeats it'));
  await drainJobs(workerParts(adapters, background), { deadlineMs: SCHEDULED_MS, whileMoving: false });
  await adapters.rest();
  return new Response(null, { status: 204 });
}

/** Works until nothing is left to do or its time is nearly over. One is enough; only our own processes may start it. */
export async function jobsInBackground(request: Request): Promise<Response> {
  const { adapters, background } = await runtime();
  if (!isOurs(request.headers.get('authorization'), adapters)) return new Response(null, { status: 401 });
  const { store, clock, processId } = adapters;
  const holder = `${processId}/${adapters.newId(clock.machine())}`;
  const take = () => takeJobLease(store.db, 'background', holder, clock.machine(), LEASE_MS);
  if (!(await take())) return new Response(null, { status: 204 });
  const keep = setInterval(() => void Promise.all([take(), clock.refresh()]).catch(() => {}), LEASE_MS / 4);
  try {
    await drainJobs(workerParts(adapters, background), { deadlineMs: BACKGROUND_MS, whileMoving: true });
  } finally {
    clearInterval(keep);
    await dropJobLease(store.db, 'background', holder);
    await adapters.rest();
  }
  return new Response(null, { status: 204 });
}

const SCHEDULED_MS = 20_000;
const BACKGROUND_MS = 13 * 60_000;
const LEASE_MS = 8000;
/** Each process of a function opens its own connections, so few. */
const MAX_CONNECTIONS = 4;

function runtime(): Promise<Runtime> {
  starting ??= start().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function start(): Promise<Runtime> {
  const adapters = await compose(readConfig({ PUBLIC_URL: process.env.URL, ...process.env }), {
    subscribe: false,
    maxConnections: MAX_CONNECTIONS,
  });
  const { store, clock } = adapters;
  await assertLimitedRole(store.db);
  const background = createBackground(adapters);
  const counts: WorkerCounts = { ran: 0, failed: 0 };
  const work = async (deadlineMs: number) => {
    const done = await drainJobs(workerParts(adapters, background), { deadlineMs, whileMoving: false });
    counts.ran += done.ran;
    counts.failed += done.failed;
  };
  const runDueJobs = jobsRunner({ store, clock, tick: background.tick, counts: () => counts, work });
  const runJobs = () => runDueJobs().finally(() => adapters.rest());
  const app = createApi(adapters, { runJobs, wake: () => wake(adapters) });
  return { adapters, background, fetch: app.fetch };
}

const workerParts = ({ store, config, clock, log }: Adapters, { tasks }: Background): WorkerParts => ({
  store,
  databaseUrl: config.databaseUrl,
  tasks,
  clock,
  log,
});

/** Starts the background function after a commit. Losing the call costs at most the minute until the schedule. */
function wake(adapters: Adapters) {
  const url = process.env.URL;
  if (!url) return;
  const called = fetch(`${url}/.netlify/functions/jobs-background`, {
    method: 'POST',
    headers: { authorization: `Bearer ${wakeToken(adapters)}` },
  }).catch((error: unknown) => adapters.log.warn({ err: error }, 'could not wake the background function'));
  context?.waitUntil?.(called);
}

/** Known to every process with our key and to nobody else. */
const wakeToken = ({ config }: Adapters) =>
  createHmac('sha256', config.encryptionKey).update('wake jobs-background').digest('hex');

function isOurs(header: string | null, adapters: Adapters): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${wakeToken(adapters)}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
