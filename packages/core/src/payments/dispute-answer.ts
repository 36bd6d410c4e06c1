import { type Refusal, refuse } from '../refusal/index.ts';
import type { DisputeStatus } from './dispute.ts';

export type DisputeAnswerKind = 'evidence' | 'accept';

/** What of a dispute decides whether an answer still makes sense. */
export interface AnswerableDispute {
  status: DisputeStatus;
  /** An answer to this very question is on its way, or was given. */
  answered: boolean;
}

/** Which question of the bank is answered; a bank reads one answer to each. */
export function acceptAnswer(
  kind: DisputeAnswerKind,
  { status, answered }: AnswerableDispute,
): 'inquiry' | 'needs_response' | Refusal<'dispute_not_answerable'> {
  if (status !== 'inquiry' && status !== 'needs_response')
    return refuse('dispute_not_answerable', 'The bank waits for no answer in this dispute.');
  if (answered) return refuse('dispute_not_answerable', 'This dispute was answered already; a bank reads one answer.');
  if (kind === 'accept' && status === 'inquiry') {
    return refuse(
      'dispute_not_answerable',
      'An inquiry has taken no money: there is nothing to accept. Refund the payment instead.',
    );
  }
  return status;
}
