import type { Balance } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { useConfig } from '../api/use-config.ts';
import { smallestTopUp } from '../billing/smallest-top-up.ts';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { cx } from '../ui/cx.ts';
import { toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';

/** The way to the first server, with the price of the smallest. */
export function FirstSteps({ balance }: { balance: Balance }) {
  const app = useApi('listApps', undefined, { staleTime: 60_000 }).data?.items[0];
  const from = app?.sizes[0]?.monthlyFrom;
  const smallest = smallestTopUp(useConfig().data);
  const funded = toUnits(balance.available.amount) > 0n;
  return (
    <Card title="Your first server">
      <ol className="grid gap-6 md:grid-cols-3">
        <Step number={1} title="Add credit" done={funded}>
          {funded
            ? 'Done. Add more whenever you like.'
            : `By card${smallest && `, from ${smallest}`}. Only running servers use it up.`}
        </Step>
        <Step number={2} title="Choose size and place">
          {from ? (
            <>
              {app?.sizes[0]?.name} costs from <MoneyText money={from} per="month" />, charged by the second.
            </>
          ) : (
            'Each choice shows its price.'
          )}
        </Step>
        <Step number={3} title="Deploy">
          The address and the ssh command are there a few moments later.
        </Step>
      </ol>
      <div className="mt-5 flex gap-2">
        <Link to={funded ? '/deploy' : '/balance'} className={buttonClass({ kind: 'primary' })}>
          {funded ? 'Deploy' : 'Add credit'}
        </Link>
        {!funded && (
          <Link to="/deploy" className={buttonClass()}>
            See sizes and prices
          </Link>
        )}
      </div>
    </Card>
  );
}

function Step({
  number,
  title,
  done,
  children,
}: {
  number: number;
  title: string;
  done?: boolean;
  children: React.ReactNode;
}) {
  return (
    <li className={cx('border-t-2 pt-2', done ? 'border-ok-mark' : 'border-line')}>
      <p className="font-medium">
        <span className="figures me-2 text-text-3">{number}</span>
        {title}
      </p>
      <p className="mt-1 text-text-2">{children}</p>
    </li>
  );
}
