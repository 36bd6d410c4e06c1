import type { DeploySearch } from './deploy-search.ts';

/** What does not belong into the address but must survive sign-in. Public keys only. */
export interface DeployDraft {
  publicKey?: string;
  size?: { cpu: number; memoryMb: number; diskGb: number };
  /** The whole choice, so that a node chosen elsewhere joins it. */
  search?: DeploySearch;
}

const KEY = 'deploy-draft';

export function readDraft(): DeployDraft | undefined {
  try {
    const text = sessionStorage.getItem(KEY);
    return text ? (JSON.parse(text) as DeployDraft) : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(draft: DeployDraft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Storage may be forbidden; the address still carries the rest of the form.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
