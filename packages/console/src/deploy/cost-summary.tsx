import type { Quote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { type ReactNode, useEffect, useRef } from 'react';
import { useBalance } from '../billing/use-balance.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { type MoneyValue, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { runwayWords } from '../ui/runway.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { DeployForm } from './use-deploy-form.ts';

interface CostSummaryProps {
  quote: { data: Quote | undefined; error: ApiError | null; refetch: () => unknown };
  /** The choice has changed and its price is on its way: old numbers dim. */
  stale: boolean;
  form: DeployForm;
  /** The button. */
  children: ReactNode;
}

/** What it costs, line by line, what the balance then covers, and the button; a bar at the bottom of small screens. */
export function CostSummary({ quote, stale, form, children }: CostSummaryProps) {
  const shown = quote.error ? undefined : quote.data;
  return (
    <aside
      aria-label="Cost"
      data-bottom-bar
      className="grid gap-3 rounded-card border border-line bg-surface p-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:max-h-[70dvh] max-lg:overflow-y-auto max-lg:rounded-none max-lg:border-x-0 max-lg:border-b-0 max-lg:pb-[max(1rem,env(safe-area-inset-bottom))] lg:sticky lg:top-[72px]"
    >
      {shown ? (
        <div className={cx('grid gap-3', stale && 'opacity-60')} aria-busy={stale}>
          <p className="flex items-baseline justify-between gap-4" aria-live="polite">
            <MoneyText money={shown.monthly} per="month" className="text-figure max-lg:text-heading" />
            <MoneyText money={shown.hourly} per="hour" className="text-text-2" />
          </p>
          <Lines quote={shown} />
        </div>
      ) : quote.error ? (
        <QuoteProblem error={quote.error} retry={quote.refetch} form={form} />
      ) : (
        <Skeleton className="h-48 w-full max-lg:h-6" />
      )}
      {children}
    </aside>
  );
}

function Lines({ quote }: { quote: Quote }) {
  return (
    <div className="grid min-h-52 content-start gap-3 max-lg:hidden">
      <ul className="grid gap-1.5 border-t border-line pt-3" aria-label="Price per hour by part">
        {quote.parts.map(({ code, label, hourly }) => (
          <PriceLine key={code} label={label} hourly={hourly} />
        ))}
        <li className="flex justify-between gap-4 border-t border-line pt-1.5 font-medium">
          Per hour <MoneyText money={quote.hourly} style="ledger" />
        </li>
      </ul>
      <div className="grid gap-1 text-small text-text-2">
        <p>
          Held while it is made: <MoneyText money={quote.hold} />, given back when it runs or fails. A month is 720
          hours.
        </p>
        <After quote={quote} />
        {quote.id && (
          <p>
            Price held until <TimeText at={quote.expiresAt} style="time" />
          </p>
        )}
      </div>
    </div>
  );
}

/** A line whose price has just changed keeps a tint for a moment. */
function PriceLine({ label, hourly }: { label: string; hourly: MoneyValue }) {
  const before = useRef(hourly.amount);
  const changed = before.current !== hourly.amount;
  useEffect(() => {
    before.current = hourly.amount;
  }, [hourly.amount]);
  return (
    <li className={cx('-mx-2 flex justify-between gap-4 rounded-badge px-2 text-text-2', changed && 'changed')}>
      {label} <MoneyText money={hourly} style="ledger" />
    </li>
  );
}

function After({ quote }: { quote: Quote }) {
  const now = useBalance().data;
  if (!quote.balance) return null;
  const missing = toUnits(quote.balance.missing.amount) > 0n;
  const was = now?.runwayHours;
  return (
    <p className={missing ? 'font-medium text-warn' : undefined}>
      Balance <MoneyText money={quote.balance.available} />
      {missing ? (
        <>
          : <MoneyText money={quote.balance.missing} /> short
        </>
      ) : (
        <>
          {` lasts ${runwayWords(quote.balance.lastsHours)}`}
          {was !== null && was !== undefined && `, was ${runwayWords(was)}`}
        </>
      )}
    </p>
  );
}

function QuoteProblem({ error, retry, form }: { error: ApiError; retry: () => unknown; form: DeployForm }) {
  const withoutIpv4 = error.problem.code === 'no_capacity' && form.choice.publicIpv4;
  return (
    <ProblemNotice
      error={error}
      retry={withoutIpv4 ? undefined : () => void retry()}
      actions={
        withoutIpv4 && (
          <Button small onClick={() => form.change({ ipv4: false })}>
            Without public IPv4
          </Button>
        )
      }
    />
  );
}
