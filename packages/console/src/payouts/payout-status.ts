import type { Payout } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

export const payoutStatuses = [
  'pending',
  'sending',
  'unclear',
  'paid',
  'returned',
] as const satisfies Payout['status'][];

const statuses: Record<Payout['status'], Status> = {
  pending: { family: 'off', shape: 'square', word: 'Waits for the next run' },
  sending: { family: 'busy', shape: 'arc', word: 'On its way' },
  unclear: { family: 'warn', shape: 'triangle', word: 'Being looked into' },
  paid: { family: 'ok', shape: 'disc', word: 'Paid' },
  returned: { family: 'off', shape: 'struck', word: 'Returned' },
};

export const payoutStatus = (status: Payout['status']): Status => statuses[status];
