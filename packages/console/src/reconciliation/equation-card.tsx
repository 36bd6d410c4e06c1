import type { StripeEquation } from '@marketplace/contract';
import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { cx } from '../ui/cx.ts';
import { toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { StatusMark } from '../ui/status-mark.tsx';

/** Stripe's own balance and the ledger's, line by line, down to the difference. */
export function EquationCard({ equation }: { equation: StripeEquation | null }) {
  if (!equation) {
    return (
      <Card title="Balance at Stripe">
        <p className="text-text-2">It stands here after the first comparison.</p>
      </Card>
    );
  }
  const equal = toUnits(equation.difference.amount) === 0n;
  return (
    <Card title="Balance at Stripe">
      <dl className="grid gap-2">
        <Line term="Stripe says, available and pending" value={<MoneyText money={equation.stripe} />} />
        <Line term="The ledger says" value={<MoneyText money={equation.ledger} />} />
        <Line term="Told by Stripe within the hour, on its way" value={<MoneyText money={equation.onTheWay} />} />
        <Line
          strong
          term={
            <span className="flex items-center gap-2">
              <StatusMark family={equal ? 'ok' : 'bad'} shape={equal ? 'disc' : 'octagon'} />
              Difference
            </span>
          }
          value={<MoneyText money={equation.difference} />}
        />
      </dl>
      <p className="mt-3 text-small text-text-3">
        Stripe’s fees so far: <MoneyText money={equation.fees} />, booked from its own transactions.
      </p>
    </Card>
  );
}

function Line({ term, value, strong }: { term: ReactNode; value: ReactNode; strong?: boolean }) {
  return (
    <div className={cx('flex items-baseline justify-between gap-4', strong && 'border-t border-line pt-2 font-medium')}>
      <dt className={cx(!strong && 'text-text-2')}>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
