import type { Balance } from '@marketplace/contract';
import { formatMoney, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { RunwayBar } from '../ui/runway-bar.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Available amount, the bar, and when it runs out. */
export function BalanceFacts({ balance }: { balance: Balance }) {
  const { available, held, hourlySpend, lastTopUpBalance, runwayHours, runsOutAt, resume, autoRecharge } = balance;
  const isOut = toUnits(available.amount) < 0n;
  const lasts = isOut ? 'used up' : runwayWords(runwayHours);
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <MoneyText money={available} className="text-figure" />
        <span className="text-text-2">
          {runwayHours === null ? 'Nothing running' : isOut ? 'Used up' : `lasts ${lasts}`}
        </span>
      </p>
      <RunwayBar
        available={available.amount}
        held={held.amount}
        full={lastTopUpBalance?.amount ?? available.amount}
        level={runwayLevel(runwayHours, toUnits(available.amount))}
        mark={autoRecharge.enabled ? autoRecharge.threshold.amount : undefined}
        label={`${formatMoney(available)} available, ${formatMoney(held)} held, ${lasts}`}
      />
      <p className="text-small text-text-2">
        {resume || isOut ? (
          <>
            What is kept costs <MoneyText money={hourlySpend} per="hour" />
          </>
        ) : runsOutAt ? (
          <>
            Runs out <TimeText at={runsOutAt} style="day" /> at <MoneyText money={hourlySpend} per="hour" />
          </>
        ) : (
          'No deployment is being charged.'
        )}
        {toUnits(held.amount) > 0n && (
          <>
            {' · '}
            <MoneyText money={held} /> held for orders in progress
          </>
        )}
      </p>
    </div>
  );
}
