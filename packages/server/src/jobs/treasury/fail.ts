import { notifyRole } from '../../postgres/notifications.ts';
import type { Tx } from '../../postgres/store.ts';
import { lockTransfer, moveTransfer, type TransferRow } from '../../postgres/treasury-transfers.ts';
import type { TreasuryJobParts } from './parts.ts';

/** Ends a transfer that nothing outside knows of, and tells the operators why. */
export async function failTransfer(parts: TreasuryJobParts, transfer: TransferRow, reason: string): Promise<'again'> {
  await parts.store.transaction(async (tx) => {
    const locked = await lockTransfer(tx, transfer.id);
    if (locked?.status === transfer.status) await endFailed(tx, parts, transfer, reason);
  });
  return 'again';
}

/** The same within a transaction that has locked it. */
export async function endFailed(
  tx: Tx,
  { clock, newId }: Pick<TreasuryJobParts, 'clock' | 'newId'>,
  { id }: Pick<TransferRow, 'id'>,
  reason: string,
): Promise<void> {
  const now = clock.now();
  await moveTransfer(tx, id, 'failed', { note: reason }, now);
  await notifyRole(tx, {
    role: 'cloud-operator',
    notice: {
      topic: 'operator',
      severity: 'warn',
      dedupeKey: `treasury-failed:${id}`,
      title: 'A transfer of the treasury failed',
      body: reason,
      link: `/operator/treasury/transfers/${id}`,
      linkLabel: 'Open the transfer',
    },
    now,
    newId,
  });
}
