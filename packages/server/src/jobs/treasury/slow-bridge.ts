import type { Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import type { TransferRow } from '../../postgres/treasury-transfers.ts';

/** The task of a transfer that has been with the bridge for too long. */
export const slowTask = ({ id }: Pick<TransferRow, 'id'>) => ({ kind: 'bridge_slow', subject: `transfer:${id}` });
export const pageOf = ({ id }: Pick<TransferRow, 'id'>) => `/operator/treasury/transfers/${id}`;

export const endSlow = (tx: Tx, transfer: Pick<TransferRow, 'id'>, now: Date): Promise<boolean> =>
  closeTask(tx, { ...slowTask(transfer), by: 'job', resolution: 'The bridge has answered.', now });
