import type { ApiError } from '@marketplace/contract/client';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { type Failure, FailureNotice } from './failure-notice.tsx';

interface PayRowProps {
  action: string;
  busy: boolean;
  failure: Failure | undefined;
  error: ApiError | undefined;
  /** Why it cannot be paid now; told beside the button. */
  disabledReason: string | undefined;
  /** A reason that passes by itself. */
  waitReason?: string | undefined;
}

/** What went wrong, and the button that pays. */
export function PayRow({ action, busy, failure, error, disabledReason, waitReason }: PayRowProps) {
  return (
    <>
      <FailureNotice failure={failure} />
      <ProblemNotice error={error} urgent />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" busy={busy} disabledReason={disabledReason ?? waitReason}>
          {action}
        </Button>
        {disabledReason && <p className="text-small text-text-3">{disabledReason}</p>}
      </div>
    </>
  );
}
