import { type Refusal, refuse } from '../refusal/index.ts';

export const requestStatuses = ['pending', 'needs_info', 'approved', 'declined', 'withdrawn'] as const;
/** `pending` waits for the operator, `needs_info` for the person; the others are final. */
export type RequestStatus = (typeof requestStatuses)[number];

const moves: Record<RequestStatus, readonly RequestStatus[]> = {
  pending: ['needs_info', 'approved', 'declined', 'withdrawn'],
  needs_info: ['pending', 'approved', 'declined', 'withdrawn'],
  approved: [],
  declined: [],
  withdrawn: [],
};

export const isOpenRequest = (status: RequestStatus): boolean => moves[status].length > 0;

const words: Record<RequestStatus, string> = {
  pending: 'waiting',
  needs_info: 'waiting for an answer',
  approved: 'approved',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** What asking for a state means now: a move, nothing because it is so already, or no. */
export function judgeMove(from: RequestStatus, to: RequestStatus): 'move' | 'nothing' | Refusal<'request_final'> {
  if (from === to) return 'nothing';
  if (moves[from].includes(to)) return 'move';
  return refuse('request_final', `This request was ${words[from]} already.`, { status: from });
}
