import { createHmac, timingSafeEqual } from 'node:crypto';
import { createApi } from './api.ts';
import { type Background, createBackground } from './background.ts';
import { type Adapters, compose } from './compose.ts';
import { readConfig } from './config.ts';
import { jobsRunner } from './jobs/run-jobs.ts';
import { type WorkerCounts, workOnce } from './jobs/worker.ts';
import { movingDeployments } from './postgres/deployments.ts';

/** What Netlify gives a function besides the request. */
interface FunctionContext {
  waitUntil?: (work: Promise<unknown>) => void;
}

/** Built at the first request of a process and kept while the platform keeps it. */
interface Runtime {
  adapters: Adapters;
  background: Background;
  fetch: (request: Request) => Response | Promise<Response>;
  counts: WorkerCounts;
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
  const { adapters, background, counts } = await runtime();
  await adapters.clock.refresh();
  await background
    .tick()
    .catch((error: unknown) => adapters.log.error({ err: error }, 'the tick failed; the next one repeats it'));
  await work({ adapters, background, counts }, SCHEDULED_MS);
  await adapters.rest();
  return new Response(null, { status: 204 });
}

/** Works until nothing is left to do or its time is nearly over; only our own processes may start it. */
export async function jobsInBackground(request: Request): Promise<Response> {
  const { adapters, background, counts } = await runtime();
  if (!isOurs(request.headers.get('authorization'), adapters)) return new Response(null, { status: 401 });
  await adapters.clock.refresh();
  const until = adapters.clock.machine().getTime() + BACKGROUND_MS;
  for (;;) {
    await work({ adapters, background, counts }, until - adapters.clock.machine().getTime());
    const waiting = await movingDeployments(adapters.store.db);
    if (waiting.length === 0 || adapters.clock.machine().getTime() > until) break;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await adapters.clock.refresh();
  }
  await adapters.rest();
  return new Response(null, { status: 204 });
}

const SCHEDULED_MS = 20_000;
const BACKGROUND_MS = 13 * 60_000;
const PAUSE_MS = 500;
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
  const adapters = await compose(readConfig(process.env), { subscribe: false, maxConnections: MAX_CONNECTIONS });
  const background = createBackground(adapters);
  const counts: WorkerCounts = { ran: 0, failed: 0 };
  const { store, clock } = adapters;
  const runDueJobs = jobsRunner({
    store,
    clock,
    tick: background.tick,
    counts: () => counts,
    work: (deadlineMs) => work({ adapters, background, counts }, deadlineMs),
  });
  const runJobs = () => runDueJobs().finally(() => adapters.rest());
  const app = createApi(adapters, { runJobs, wake: () => wake(adapters) });
  return { adapters, background, fetch: app.fetch, counts };
}

async function work(
  { adapters, background, counts }: Pick<Runtime, 'adapters' | 'background' | 'counts'>,
  deadlineMs: number,
) {
  const { store, clock, log, config } = adapters;
  const done = await workOnce(
    { store, databaseUrl: config.databaseUrl, tasks: background.tasks, clock, log },
    deadlineMs,
  );
  counts.ran += done.ran;
  counts.failed += done.failed;
}

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
