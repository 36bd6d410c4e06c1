import type { SandboxClock } from '../../clock.ts';
import type { EventRecord, ObjectStore } from '../object-store.ts';
import type { Delivery, DeliveryRows, WebhookMode } from './delivery-rows.ts';
import { signatureHeader } from './signature.ts';

const patienceMs = 20_000;
const givenUpAfterMs = 3 * 86_400_000;
/** Moving the clock by days must not cost a listener its retries: at least this many are made. */
const fewestAttempts = 5;
const duplicateCopies = 5;
/** In `reverse` mode, events that arise within this time of each other are sent newest first. */
const reverseWindowMs = 250;

/** How many deliveries are under way at once: the API answers in between, also while thousands are waiting. */
const lanes = 16;

/** Sends stored events to their endpoints until they are taken, however often the process restarts. */
export class Deliveries {
  private readonly rows: DeliveryRows;
  private readonly objects: ObjectStore;
  private readonly clock: SandboxClock;
  private readonly stopListening: () => void;
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private readonly retries = new Map<string, { timer: NodeJS.Timeout; delivery: Delivery }>();
  /** Queued by the open transaction. */
  private fresh: Delivery[] = [];
  private waiting: Delivery[] = [];
  private busyLanes = 0;
  private readonly backwards: { timer?: NodeJS.Timeout; batch: Delivery[] } = { batch: [] };

  constructor(rows: DeliveryRows, objects: ObjectStore, clock: SandboxClock) {
    this.rows = rows;
    this.objects = objects;
    this.clock = clock;
    this.stopListening = clock.onChange(() => this.retryNow());
  }

  get mode(): WebhookMode {
    return this.rows.mode;
  }

  /** Rules deliveries from now on; releases nothing. */
  setMode(mode: WebhookMode): void {
    this.rows.mode = mode;
  }

  /** Writes the rows of a new event inside its transaction; answers how many endpoints will get it. */
  queue(event: EventRecord): number {
    const { mode } = this;
    const state = mode === 'hold' ? 'held' : mode === 'drop' ? 'dropped' : 'waiting';
    const wanting = this.objects
      .all('webhook_endpoint')
      .filter((endpoint) => endpoint.status === 'enabled')
      .filter(({ enabled_events: types }) => types.includes('*') || types.includes(event.type));
    for (const endpoint of wanting) {
      this.rows.add(event.id, endpoint.id, state);
      if (state !== 'waiting') continue;
      this.fresh.push({ eventId: event.id, endpointId: endpoint.id, state, attempts: 0, lastResult: null });
    }
    return state === 'dropped' ? 0 : wanting.length;
  }

  /** Sends what a transaction queued; rows of one that was undone are gone. */
  wake(): void {
    const queued = this.fresh.filter((delivery) => this.rows.find(delivery.eventId, delivery.endpointId));
    this.fresh = [];
    if (queued.length > 0) this.start(queued);
  }

  /** After a restart: everything that was under way. */
  resume(): void {
    this.start(this.rows.inState('waiting'));
  }

  /** One attempt for every held event, in the order of the current mode. */
  async release(): Promise<{ delivered: number; failed: number }> {
    const held = this.rows.inState('held');
    if (this.mode === 'drop') {
      for (const delivery of held) this.rows.save({ ...delivery, state: 'dropped' });
      return { delivered: 0, failed: 0 };
    }
    const released = held.map((delivery): Delivery => ({ ...delivery, state: 'waiting' }));
    for (const delivery of released) this.rows.save(delivery);
    return this.sendInTurn(this.mode === 'reverse' ? released.reverse() : released);
  }

  async close(): Promise<void> {
    this.stopListening();
    this.closing.abort();
    this.waiting = [];
    clearTimeout(this.backwards.timer);
    for (const { timer } of this.retries.values()) clearTimeout(timer);
    await Promise.allSettled([...this.running]);
  }

  private start(deliveries: Delivery[]): void {
    if (this.mode !== 'reverse') {
      this.waiting.push(...deliveries);
      this.fillLanes();
      return;
    }
    this.backwards.batch.push(...deliveries);
    clearTimeout(this.backwards.timer);
    this.backwards.timer = setTimeout(() => {
      this.track(this.sendInTurn(this.backwards.batch.splice(0).reverse()));
    }, reverseWindowMs);
  }

  private fillLanes(): void {
    while (this.busyLanes < lanes && !this.closing.signal.aborted) {
      const delivery = this.waiting.shift();
      if (!delivery) return;
      this.busyLanes += 1;
      const ended = this.attempt(delivery).finally(() => {
        this.busyLanes -= 1;
        this.fillLanes();
      });
      this.track(ended);
    }
  }

  private track(work: Promise<unknown>): void {
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  private async sendInTurn(deliveries: Delivery[]): Promise<{ delivered: number; failed: number }> {
    let delivered = 0;
    for (const delivery of deliveries) if (await this.attempt(delivery)) delivered += 1;
    return { delivered, failed: deliveries.length - delivered };
  }

  /** Sends once (in `duplicate` mode five times at once) and notes how it went. */
  private async attempt(delivery: Delivery): Promise<boolean> {
    const endpoint = this.objects.get('webhook_endpoint', delivery.endpointId);
    const event = this.objects.get('event', delivery.eventId);
    if (!endpoint || !event || endpoint.status !== 'enabled') {
      this.rows.save({ ...delivery, state: 'given-up', lastResult: 'the endpoint is gone or disabled' });
      return false;
    }
    const secret = this.objects.traits(endpoint.id).signingSecret ?? '';
    const copies = this.mode === 'duplicate' ? duplicateCopies : 1;
    const atSeconds = Math.floor(this.clock.now() / 1000);
    const send = () => post(endpoint.url, event, secret, atSeconds, this.closing.signal);
    const results = await Promise.all(Array.from({ length: copies }, send));
    if (this.closing.signal.aborted) return false;
    const taken = results.find((result) => result.taken);
    const after = { ...delivery, attempts: delivery.attempts + 1, lastResult: (taken ?? results[0])?.text ?? null };
    if (taken) this.noteTaken(after);
    else this.noteRefused(after, event);
    return taken !== undefined;
  }

  private noteTaken(delivery: Delivery): void {
    this.rows.save({ ...delivery, state: 'delivered' });
    const event = this.objects.get('event', delivery.eventId);
    if (event) this.objects.save({ ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
  }

  private noteRefused(delivery: Delivery, event: EventRecord): void {
    const old = this.clock.now() - event.created * 1000 > givenUpAfterMs && delivery.attempts >= fewestAttempts;
    this.rows.save({ ...delivery, state: old ? 'given-up' : 'waiting' });
    if (old) return;
    const delayMs = Math.min(60_000, 1_000 * 2 ** (delivery.attempts - 1));
    const timer = setTimeout(() => this.retry(delivery), delayMs);
    timer.unref();
    this.retries.set(keyOf(delivery), { timer, delivery });
  }

  private retry(delivery: Delivery): void {
    this.retries.delete(keyOf(delivery));
    this.waiting.push(delivery);
    this.fillLanes();
  }

  /** The clock moved: the time of every retry may have passed. */
  private retryNow(): void {
    for (const { timer, delivery } of [...this.retries.values()]) {
      clearTimeout(timer);
      this.retry(delivery);
    }
  }
}

function keyOf(delivery: Delivery): string {
  return `${delivery.eventId} ${delivery.endpointId}`;
}

async function post(url: string, event: EventRecord, secret: string, atSeconds: number, closing: AbortSignal) {
  const payload = JSON.stringify(event, null, 2);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Stripe-Signature': signatureHeader(payload, secret, atSeconds),
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
    });
    await response.arrayBuffer();
    return { taken: response.ok, text: String(response.status) };
  } catch (error) {
    return { taken: false, text: error instanceof Error ? error.message : String(error) };
  }
}
