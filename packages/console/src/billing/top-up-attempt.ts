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

/** Sends a top-up, or sends it again under its key when this or another tab has sent the same. */
export async function sendTopUp(body: NewTopUp): Promise<SentTopUp> {
  const owner = await ownId();
  const attempt = await oneAtATime(() => {
    const shared = sharedAttempt();
    const repeated = shared?.owner === owner && same(shared.body, body);
    const own = repeated ? shared : { key: crypto.randomUUID(), owner, body, sentAtMs: Date.now() };
    store(own);
    return own;
  });
  return { topUp: await sendAgain(attempt), known: attempt.topUpId !== undefined };
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
