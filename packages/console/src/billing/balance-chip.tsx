import { Link } from '@tanstack/react-router';
import { useSession } from '../session/session.ts';
import { buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatMoney, toUnits } from '../ui/money.ts';
import { Pop } from '../ui/pop.tsx';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { BalanceFacts } from './balance-facts.tsx';
import { useBalance } from './use-balance.ts';

const tints = {
  calm: 'border-line text-text hover:bg-hover',
  warn: 'border-transparent bg-warn-tint text-warn',
  bad: 'border-transparent bg-bad-tint text-bad',
} as const;

/** Amount and runway on every page; opens the bar and the way to top up. */
export function BalanceChip() {
  const { status } = useSession();
  const balance = useBalance().data;
  if (status !== 'signed-in') return null;
  if (!balance) return <Skeleton className="h-8 w-28" />;
  const level = runwayLevel(balance.runwayHours, toUnits(balance.available.amount));
  const amount = formatMoney(balance.available);
  const lasts = toUnits(balance.available.amount) < 0n ? 'used up' : runwayWords(balance.runwayHours);
  return (
    <Pop
      label={`Balance ${amount}, ${balance.runwayHours === null || lasts === 'used up' ? lasts : `lasts ${lasts}`}`}
      triggerClass={cx(
        'figures flex min-h-8 items-center gap-1.5 border px-2.5 text-small pointer-coarse:min-h-11',
        tints[level],
      )}
      trigger={
        <>
          <span className="sr-only">Balance </span>
          <span className="font-medium">{amount}</span>
          <span className="max-sm:hidden">· {lasts}</span>
        </>
      }
    >
      <BalanceFacts balance={balance} />
      <Link to="/balance" className={cx(buttonClass({ kind: 'primary', wide: true }), 'mt-4')}>
        Top up
      </Link>
    </Pop>
  );
}
