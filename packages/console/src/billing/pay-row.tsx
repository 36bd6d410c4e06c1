import type { ApiError } from '@marketplace/contract/client';
import { Link } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatMoney } from '../ui/money.ts';
import { type Failure, FailureNotice } from './failure-notice.tsx';
import type { Attempt } from './top-up-attempt.ts';

interface PayRowProps {
  action: string;
  busy: boolean;
  failure: Failure | undefined;
  error: ApiError | undefined;
  /** Why it cannot be paid now; told beside the button. */
  disabledReason: string | undefined;
  /** Another payment that is under way: this one is sent only if it is wanted besides. */
  other?: Attempt | undefined;
  onBesides?: () => void;
  /** A reason that passes by itself. */
  waitReason?: string | undefined;
}

/** Nothing was sent yet: two tabs with two amounts may be one wish or two. */
function OtherPayment({ other, action, onBesides }: { other: Attempt } & Pick<PayRowProps, 'action' | 'onBesides'>) {
  return (
    <Banner
      family="warn"
      urgent
      title={`A payment of ${formatMoney(other.body.amount)} is under way in another tab`}
      actions={
        <>
          {other.topUpId && (
            <Link to="/balance" search={{ topUp: other.topUpId }} className={buttonClass()}>
              See that payment
            </Link>
          )}
          <Button onClick={onBesides}>{`${action} as well`}</Button>
        </>
      }
    >
      Nothing was sent from here yet. If you pay here too, both are charged.
    </Banner>
  );
}

/** What went wrong, and the button that pays. */
export function PayRow({ action, busy, failure, error, other, onBesides, disabledReason, waitReason }: PayRowProps) {
  return (
    <>
      <FailureNotice failure={failure} />
      <ProblemNotice error={error} urgent />
      {other && <OtherPayment other={other} action={action} onBesides={onBesides} />}
      <div className={cx('flex flex-wrap items-center gap-3', other && 'hidden')}>
        <Button type="submit" kind="primary" busy={busy} disabledReason={disabledReason ?? waitReason}>
          {action}
        </Button>
        {disabledReason && <p className="text-small text-text-3">{disabledReason}</p>}
      </div>
    </>
  );
}
