import type { ProviderNode } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

/** Whether a provider's node is sold now, and if not, why; their own switch and the operator's come first. */
export function offerStatus({ node, exposed, pausedReason }: ProviderNode): {
  status: Status;
  reason: string | undefined;
} {
  if (pausedReason !== null)
    return { status: { family: 'warn', shape: 'bars', word: 'Paused' }, reason: `by the operator: ${pausedReason}` };
  if (!exposed) return { status: { family: 'off', shape: 'square', word: 'Hidden' }, reason: undefined };
  if (node.offerable) return { status: { family: 'ok', shape: 'disc', word: 'Offered' }, reason: undefined };
  return {
    status: { family: 'off', shape: 'ring', word: 'Not offered' },
    reason: node.notOfferableReason ?? undefined,
  };
}
