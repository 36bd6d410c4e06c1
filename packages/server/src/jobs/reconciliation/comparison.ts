import type { Finding } from '@marketplace/core/reconciliation';
import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../../postgres/store.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import type { Treasury } from '../../treasury.ts';

export interface ComparisonParts {
  store: Store;
  stripe: StripeGateway;
  chain: Tfchain;
  treasury: Treasury;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

export interface Comparison {
  findings: Finding[];
  /** Sums and counts that the page shows; units as decimal text. */
  facts: Record<string, string | number>;
  cursorAt?: Date;
}
