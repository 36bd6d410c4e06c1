import type { Earnings } from '@marketplace/contract';
import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { monthName, monthOf } from '../billing/statement-search.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { TimeText, useNowMs } from '../ui/time-text.tsx';
import { AskForPayout } from './ask-for-payout.tsx';
import { useEarnings, usePayoutAddress } from './use-earnings.ts';

/** What was earned, in which state it is, and the way to have it; nodes, statement and payouts below. */
export function EarningsPage() {
  const { month } = useSearch({ from: '/console/provider/earnings' });
  const earnings = useEarnings(month);
  const address = usePayoutAddress();
  const [asking, setAsking] = useState(false);
  const found = earnings.data;
  return (
    <Page
      title="Earnings"
      actions={
        <Button kind="primary" disabledReason={hindrance(found, address.data?.address)} onClick={() => setAsking(true)}>
          Ask for a payout
        </Button>
      }
    >
      <ProblemNotice error={earnings.error} retry={() => void earnings.refetch()} />
      <Figures found={found} />
      <Tabs />
      <Outlet />
      {asking && found && address.data?.address && (
        <AskForPayout payable={found.payable} address={address.data.address} onClose={() => setAsking(false)} />
      )}
    </Page>
  );
}

/** Why nothing can be paid out now; undefined when it can. */
function hindrance(found: Earnings | undefined, address: string | null | undefined): string | undefined {
  if (!found || address === undefined) return 'Your earnings are being loaded.';
  if (toUnits(found.payable.amount) < toUnits(found.payoutMinimum.amount))
    return `A payout is at least ${formatMoney(found.payoutMinimum)}; ${formatMoney(found.payable)} is payable now.`;
  return address === null ? 'Set the address that payouts go to first, under Payouts.' : undefined;
}

function Figures({ found }: { found: Earnings | undefined }) {
  const nowMs = useNowMs();
  const next = found?.nextPayable;
  return (
    <div className="grid grid-cols-2 gap-4 md:grid-cols-3 xl:grid-cols-6">
      <Kpi label="Today" value={found && <MoneyText money={found.today} />} note="since midnight UTC" />
      <Kpi
        label={monthName(found?.month ?? monthOf(nowMs))}
        value={found && <MoneyText money={found.monthTotal} />}
        note="paid by this marketplace"
      />
      <Kpi label="Pending" value={found && <MoneyText money={found.pending} />} note="until its day is closed" />
      <Kpi
        label="Held"
        value={found && <MoneyText money={found.held} />}
        note={
          next ? (
            <>
              {`${formatMoney(next.amount)} payable on `}
              <TimeText at={next.at} style="day" />
            </>
          ) : (
            found && `for ${found.holdDays} days after each day`
          )
        }
      />
      <Kpi label="Payable" value={found && <MoneyText money={found.payable} />} note={found && payableNote(found)} />
      <Kpi label="Paid" value={found && <MoneyText money={found.paid} />} note="since the beginning" />
    </div>
  );
}

function payableNote({ inTransit, payable, payoutMinimum }: Earnings): string {
  if (toUnits(inTransit.amount) > 0n) return `${formatMoney(inTransit)} asked for`;
  const enough = toUnits(payable.amount) >= toUnits(payoutMinimum.amount);
  return enough ? 'ready for a payout' : `paid out from ${formatMoney(payoutMinimum)} on`;
}

const tabs = [
  ['Nodes', '/provider/earnings'],
  ['Statement', '/provider/earnings/statement'],
  ['Payouts', '/provider/earnings/payouts'],
] as const;

function Tabs() {
  return (
    <nav aria-label="Earnings" className="-mt-1 overflow-x-auto border-b border-line">
      <ul className="flex gap-5">
        {tabs.map(([name, to]) => (
          <li key={to}>
            <Link
              to={to}
              search={(old) => old}
              activeOptions={{ exact: true, includeSearch: false }}
              className="-mb-px flex h-9 items-center border-b-2 border-transparent text-text-2 hover:text-text focus-visible:outline-offset-[-2px] aria-[current=page]:border-accent-mark aria-[current=page]:font-medium aria-[current=page]:text-text pointer-coarse:h-11"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
