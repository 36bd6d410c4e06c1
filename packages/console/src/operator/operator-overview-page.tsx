import type { OperatorOverview } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { BarChart } from '../ui/bar-chart.tsx';
import { Card } from '../ui/card.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { agoWords } from '../ui/time.ts';
import { useNowMs } from '../ui/time-text.tsx';
import { Before } from './before.tsx';
import { FleetCard } from './fleet-card.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { rangeName, ranges, readRange } from './ranges.ts';
import { TreasuryCard } from './treasury-card.tsx';

/** Is the money right, is the float safe, does everything run. */
export function OperatorOverviewPage() {
  const { days = 30 } = useSearch({ from: '/console/operator' });
  const navigate = useNavigate({ from: '/operator' });
  const nowMs = useNowMs();
  const overview = useApi(
    'getOperatorOverview',
    { query: { days } },
    { refetchInterval: 15_000, placeholderData: (old) => old },
  );
  const found = overview.data;
  return (
    <Page
      title="Operator"
      beside={found && <span className="text-small text-text-3">as of {agoWords(found.asOf, nowMs)}</span>}
      actions={
        <Select
          label="Period"
          hideLabel
          className="w-40"
          value={String(days)}
          options={ranges.map((each) => ({ id: String(each), name: rangeName(each) }))}
          onChange={(id) => void navigate({ search: readRange({ days: Number(id) }), replace: true })}
        />
      }
    >
      <ProblemNotice error={overview.error} retry={() => void overview.refetch()} />
      {found ? <Content found={found} /> : !overview.error && <Skeleton className="h-96 w-full" />}
    </Page>
  );
}

function Content({ found }: { found: OperatorOverview }) {
  const { sold, gridCost, providerShare, margin, marginPercent, topUps, customerBalances } = found;
  const sales = found.days.some((day) => !/^-?0+(\.0+)?$/.test(day.sold.amount));
  return (
    <>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <Kpi label="Sold" value={<MoneyText money={sold} />} note={<Before before={found.previous.sold} />} />
        <Kpi label="Grid cost" value={<MoneyText money={gridCost} />} note="at list price" />
        <Kpi label="Provider share" value={<MoneyText money={providerShare} />} note="owed by this marketplace" />
        <Kpi
          label="Margin"
          value={<MoneyText money={margin} />}
          note={
            marginPercent === null ? (
              'nothing sold yet'
            ) : (
              <>
                {`${marginPercent.toFixed(1)} %, `}
                <Before before={found.previous.margin} />
              </>
            )
          }
        />
      </div>
      <p className="-mt-2 text-small text-text-3">Sold = grid cost + provider share + margin, to the last unit.</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-3">
        <FleetCard found={found} />
        <TreasuryCard found={found} />
        <LedgerCard ledger={found.ledger} topUps={topUps} customerBalances={customerBalances} />
      </div>
      {sales && found.periodDays > 1 && (
        <Card title="What was sold per day">
          <BarChart
            caption="Sold per day"
            unit="US dollars, by UTC day"
            bars={found.days.map(({ day, sold: money }) => ({ label: day, money }))}
          />
        </Card>
      )}
    </>
  );
}
