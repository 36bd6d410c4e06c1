import type { ReactNode } from 'react';
import { Banner } from '../ui/banner.tsx';
import { declineWords } from './decline-words.ts';

/** Why money did not move, by the card processor's code. */
export interface Failure {
  code: string;
  message: string;
}

interface FailureNoticeProps {
  failure: Failure | undefined;
  /** What it cost: nothing, in the words of the place. */
  cost?: string;
  /** An id with which support finds it. */
  reference?: ReactNode;
  actions?: ReactNode;
}

/** A refusal in four parts: what happened, what it cost, what to do, and by which code and id it is found again. */
export function FailureNotice({ failure, cost = 'You were not charged.', reference, actions }: FailureNoticeProps) {
  if (!failure) return null;
  const { happened, todo } = declineWords(failure.code);
  return (
    <Banner family="bad" urgent title={happened} actions={actions}>
      {cost} {todo}
      <span className="mt-1 block text-small">
        Code <code className="font-mono text-mono break-all">{failure.code}</code>
        {reference && <> · {reference}</>}
      </span>
    </Banner>
  );
}
