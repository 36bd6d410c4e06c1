import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../../postgres/store.ts';
import type { Treasury } from '../../treasury.ts';

export interface FloatParts {
  store: Store;
  clock: Clock;
  newId: NewId;
  log: Logger;
  treasury: Pick<Treasury, 'network'>;
}
