import type { Profile, TopUp } from '@marketplace/contract';
import type { CallInput } from '@marketplace/contract/client';
import { api } from '../api/client.ts';
import { apiKey, queryClient } from '../api/query.ts';

export type NewTopUp = CallInput<'createTopUp'>['body'];

/** One press of "Pay": its key makes every repeat of it, in whatever tab, the same top-up. */
export interface Attempt {
  key: string;
  /** Who pressed: somebody else who signs in here has attempts of their own. */
  owner: string;
  body: NewTopUp;
  sentAtMs: number;
  topUpId?: string;
}

const PLACE = 'top-up-attempt';
/** A lost answer is asked for again for as long; later the list of top-ups tells better. */
const FRESH_MS = 10 * 60_000;

/** The attempt that all tabs of this browser share, while it is not over. */
export function sharedAttempt(): Attempt | undefined {
  const attempt = readAttempt(stored());
  if (!attempt || attempt.topUpId !== undefined) return attempt;
  return Date.now() - attempt.sentAtMs < FRESH_MS ? attempt : undefined;
}

export interface SentTopUp {
  topUp: TopUp;
  /** It was begun by an earlier press: how it stands is no answer to this one. */
  known: boolean;
}

/** Something else is being paid in another tab: the person says whether this is wanted besides. */
export class OtherPaymentError extends Error {
  override name = 'OtherPaymentError';
  readonly other: Attempt;
  constructor(other: Attempt) {
    super('another payment is under way');
    this.other = other;
  }
}

/**
 * Sends a top-up, or sends it again under its key when this or another tab has sent the same. While another one is under
 * way it throws OtherPaymentError, unless this one is wanted besides.
 */
export async function sendTopUp(body: NewTopUp, { besides = false } = {}): Promise<SentTopUp> {
  const owner = await ownId();
  const attempt = await oneAtATime((): Attempt | { other: Attempt } => {
    const shared = sharedAttempt();
    const known = shared?.owner === owner ? shared : undefined;
    if (known && same(known.body, body)) return known;
    if (known && !besides) return { other: known };
    const own = { key: crypto.randomUUID(), owner, body, sentAtMs: Date.now() };
    store(own);
    return own;
  });
  if ('other' in attempt) {
    if (await isUnderWay(attempt.other)) throw new OtherPaymentError(attempt.other);
    if (sharedAttempt()?.key === attempt.other.key) store(undefined);
    return sendTopUp(body);
  }
  return { topUp: await sendAgain(attempt), known: attempt.topUpId !== undefined };
}

/** The other tab still waits for its answer. */
const ANSWER_MS = 20_000;

/** Whether an attempt may still take money. It is asked about, never sent again: it may be unwanted by now. */
async function isUnderWay({ topUpId, body, sentAtMs }: Attempt): Promise<boolean> {
  const open = ({ status }: TopUp) => status === 'processing' || status.startsWith('requires');
  if (topUpId !== undefined) return open(await api('getTopUp', { params: { id: topUpId } }));
  if (Date.now() - sentAtMs < ANSWER_MS) return true;
  const { items } = await api('listTopUps', { query: { limit: 20 } });
  return items.some((topUp) => open(topUp) && Number(topUp.amount.amount) === Number(body.amount.amount));
}

/** How an attempt stands: its first answer may never have arrived. */
export async function sendAgain(attempt: Attempt): Promise<TopUp> {
  const topUp = await api('createTopUp', { body: attempt.body, idempotencyKey: attempt.key });
  if (sharedAttempt()?.key === attempt.key) store({ ...attempt, topUpId: topUp.id });
  return topUp;
}

export const isOwn = async (attempt: Attempt): Promise<boolean> => attempt.owner === (await ownId());

/** The attempt is over: the next press is another payment. */
export function forgetAttempt(topUpId: string | undefined): void {
  const shared = readAttempt(stored());
  if (shared && shared.topUpId === topUpId) store(undefined);
}

/** Tells when another tab has begun a top-up. */
export function onAttemptElsewhere(told: (topUpId: string) => void): () => void {
  const listen = ({ key, newValue }: StorageEvent) => {
    const attempt = key === PLACE ? readAttempt(newValue) : undefined;
    const { topUpId } = attempt ?? {};
    if (attempt && topUpId !== undefined) void isOwn(attempt).then((own) => own && told(topUpId));
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

async function ownId(): Promise<string> {
  const { id } = await queryClient.ensureQueryData<Profile>({
    queryKey: apiKey('getProfile'),
    queryFn: () => api('getProfile'),
  });
  return id;
}

function readAttempt(text: string | null): Attempt | undefined {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Attempt> | null;
    const whole = found && typeof found.key === 'string' && found.body && typeof found.sentAtMs === 'number';
    return whole ? (found as Attempt) : undefined;
  } catch {
    return undefined;
  }
}

/** Storage may be forbidden; then an attempt lives as long as its page. */
let inMemory: string | null = null;

function stored(): string | null {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return inMemory;
  }
}

function store(attempt: Attempt | undefined): void {
  inMemory = attempt ? JSON.stringify(attempt) : null;
  try {
    if (inMemory === null) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, inMemory);
  } catch {
    // Kept in memory.
  }
}

const same = (a: NewTopUp, b: NewTopUp): boolean =>
  a.amount.amount === b.amount.amount &&
  a.paymentMethodId === b.paymentMethodId &&
  (a.saveCard ?? false) === (b.saveCard ?? false);

/** Two tabs that are pressed in the same moment take turns where the browser can arrange it. */
const oneAtATime = async <T>(work: () => T): Promise<T> =>
  navigator.locks ? navigator.locks.request(PLACE, async () => work()) : work();
