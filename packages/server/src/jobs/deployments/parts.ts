import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../../postgres/store.ts';
import type { NodeApi } from '../../rmb/index.ts';
import type { Tfchain } from '../../tfchain/index.ts';

/** What the steps of a deployment work with. */
export interface DeploymentJobParts {
  store: Store;
  chain: Tfchain;
  nodes: NodeApi;
  /** The operator's twin, which owns, signs and pays. */
  operator: () => Promise<{ twinId: number; sign: (message: Uint8Array) => Uint8Array }>;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** What a step came to: go on at once, ask again after a while, or nothing left to do. */
export type StepOutcome = { next: 'now' } | { next: 'later'; delayMs: number } | { next: 'done' };

export const now: StepOutcome = { next: 'now' };
export const done: StepOutcome = { next: 'done' };
export const later = (delayMs: number): StepOutcome => ({ next: 'later', delayMs });

export const BY_MARKETPLACE = 'marketplace';
