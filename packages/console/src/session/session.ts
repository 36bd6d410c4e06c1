import { useSyncExternalStore } from 'react';
import { here } from './return-to.ts';

/** What the identity provider's library offers, once it is loaded. */
export interface Identity {
  signedIn: boolean;
  signIn: (options: SignInOptions) => Promise<void>;
  signOut: () => Promise<void>;
  /** An access token; a new one from the provider when `fresh`. Rejects when only a new sign-in helps. */
  token: (fresh: boolean) => Promise<string>;
}

export interface SignInOptions {
  returnTo: string;
  /** E-mail address that the provider may fill in. */
  loginHint?: string;
  signUp?: boolean;
}

export interface Session {
  /** `starting`: somebody was signed in here before, and it is being checked. */
  status: 'starting' | 'visitor' | 'signed-in';
  /** The identity library is wanted: visitors never load it. */
  wanted: boolean;
  /** The provider said no, in its words. */
  failure?: string;
}

const SIGNED_IN_COOKIE = '.is.authenticated=';
const LAST_REPEAT = 'signed-in-again-at';
const RETURN_TO = 'return-to';

let session: Session = { status: startsSignedIn() ? 'starting' : 'visitor', wanted: startsSignedIn() };
let identity: Identity | undefined;
/** The page is on its way to the provider: other answers that were on their way too change nothing. */
let repeating = false;
let waiting: ((identity: Identity) => void)[] = [];
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

/** Called by the identity library's component whenever something changed. */
export function identityChanged(next: Identity, failure?: string): void {
  identity = next;
  for (const resolve of waiting) resolve(next);
  waiting = [];
  change({ status: next.signedIn ? 'signed-in' : 'visitor', wanted: true, ...(failure ? { failure } : {}) });
}

/** Goes to the identity provider; comes back to `returnTo`. */
export async function signIn(options: SignInOptions): Promise<void> {
  sessionStorage.setItem(RETURN_TO, options.returnTo);
  await (await wantIdentity()).signIn(options);
}

/** Where the last attempt to sign in wanted to go: one that failed can be repeated without losing the way. */
export const lastReturnTo = (): string | undefined => sessionStorage.getItem(RETURN_TO) ?? undefined;

export async function signOut(): Promise<void> {
  await (await wantIdentity()).signOut();
}

/** Token for the API's client; undefined for a visitor. */
export async function accessToken({ fresh }: { fresh: boolean }): Promise<string | undefined> {
  if (session.status === 'visitor') return undefined;
  const known = await wantIdentity();
  if (!known.signedIn) return undefined;
  return known.token(fresh).catch(() => undefined);
}

/** The API refuses even a fresh token: sign in again and come back; not twice within a minute. */
export function sessionRefused(): void {
  if (session.status !== 'signed-in' || repeating) return;
  const last = Number(sessionStorage.getItem(LAST_REPEAT) ?? 0);
  if (Date.now() - last < 60_000) {
    change({ ...session, status: 'visitor', failure: 'Your sign-in has ended. Sign in again to go on.' });
    return;
  }
  sessionStorage.setItem(LAST_REPEAT, String(Date.now()));
  repeating = true;
  void signIn({ returnTo: here() });
}

function wantIdentity(): Promise<Identity> {
  if (identity) return Promise.resolve(identity);
  if (!session.wanted) change({ ...session, wanted: true });
  return new Promise((resolve) => waiting.push(resolve));
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The identity library leaves a cookie that says so and holds nothing else; tokens live in memory only. */
function startsSignedIn(): boolean {
  return location.pathname === '/callback' || document.cookie.includes(SIGNED_IN_COOKIE);
}
