import type { AutoRecharge } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney } from '../ui/money.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { formatInstant } from '../ui/time.ts';
import { TimeText, useTimeZone } from '../ui/time-text.tsx';
import { rechargeWords } from './recharge-words.ts';

/** What it does next, or why it is paused and what to do. */
export function RechargeStanding({ recharge }: { recharge: AutoRecharge }) {
  const timeZone = useTimeZone();
  const { status, says, todo } = rechargeWords(recharge, (at) => formatInstant(at, timeZone));
  const waits = recharge.pausedReason === 'authentication_required' ? recharge.topUpId : null;
  return (
    <div className="grid gap-2" role="status">
      <p>
        <StatusBadge status={status} />
      </p>
      <p className="text-text-2">
        {says} {todo}
      </p>
      {recharge.last && (
        <p className="text-small text-text-3">
          {`Last added ${formatMoney(recharge.last.amount)} `}
          <TimeText at={recharge.last.at} style="ago" />.
        </p>
      )}
      {waits && (
        <p>
          <Link to="/balance" search={{ topUp: waits }} className={buttonClass({ small: true })}>
            Confirm {formatMoney(recharge.amount)}
          </Link>
        </p>
      )}
    </div>
  );
}
