import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../../postgres/store.ts';
import type { NodeApi } from '../../rmb/index.ts';
import type { Tfchain } from '../../tfchain/index.ts';

export interface HealthParts {
  store: Store;
  chain: Tfchain;
  /** The nodes, with little patience: a poll that is not answered soon is not answered. */
  impatientNodes: Pick<NodeApi, 'list' | 'get'>;
  clock: Clock;
  newId: NewId;
  log: Logger;
}
