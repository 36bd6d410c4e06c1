import type { ProviderRequestStatus } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

const decided = {
  approved: { family: 'ok', shape: 'disc', word: 'Approved' },
  declined: { family: 'bad', shape: 'octagon', word: 'Declined' },
  withdrawn: { family: 'off', shape: 'struck', word: 'Withdrawn' },
} as const satisfies Partial<Record<ProviderRequestStatus, Status>>;

const forApplicant: Record<ProviderRequestStatus, Status> = {
  pending: { family: 'busy', shape: 'arc', word: 'Waits for the operator' },
  needs_info: { family: 'warn', shape: 'triangle', word: 'Waits for your answer' },
  ...decided,
};

const forOperator: Record<ProviderRequestStatus, Status> = {
  pending: { family: 'warn', shape: 'triangle', word: 'Waits for you' },
  needs_info: { family: 'off', shape: 'ring', word: 'Waits for an answer' },
  ...decided,
};

/** A request in words, by whose eyes see it. */
export const requestStatus = (status: ProviderRequestStatus, seenBy: 'applicant' | 'operator'): Status =>
  (seenBy === 'applicant' ? forApplicant : forOperator)[status];

export const isOpenRequest = (status: ProviderRequestStatus): boolean =>
  status === 'pending' || status === 'needs_info';
