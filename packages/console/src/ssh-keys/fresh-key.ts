import { useSyncExternalStore } from 'react';
import type { KeyPair } from './openssh.ts';

/** A pair made on this visit. Its private half lives in this page's memory only. */
export interface FreshKey extends KeyPair {
  name: string;
  fileName: string;
}

let fresh: FreshKey | undefined;
const listeners = new Set<() => void>();

export function useFreshKey(): FreshKey | undefined {
  return useSyncExternalStore(subscribe, () => fresh);
}

export function keepFreshKey(key: FreshKey): void {
  fresh = key;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
