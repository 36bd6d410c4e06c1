import type { Hono } from 'hono';
import type { SandboxClock } from '../../clock.ts';
import type { FaultKind, Faults } from '../faults.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Market } from '../market/market.ts';
import type { OpenStreams } from './stream.ts';

/** What Horizon's routes answer from. */
export interface HorizonParts {
  ledger: Ledger;
  market: Market;
  clock: SandboxClock;
  faults: Faults;
  streams: OpenStreams;
  onFault(error: unknown): void;
}

/** `fault` is the one that the request has met. */
export type HorizonApp = Hono<{ Variables: { fault?: FaultKind } }>;
