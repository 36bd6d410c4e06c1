import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSettings } from '../settings/use-settings.ts';
import { TreasuryTabs } from '../treasury/treasury-tabs.tsx';
import { Banner } from '../ui/banner.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { AlertForm } from './alert-form.tsx';
import { lasting } from './float-words.ts';
import { PaymentCard } from './payment-card.tsx';
import { RunwayKpi } from './runway-kpi.tsx';

/** When operators are told that TFT runs short, what happens then, and a payment that helps. */
export function FloatAlertsPage() {
  const alerts = useApi('getFloatAlerts', undefined, { refetchInterval: 15_000 });
  const settings = useSettings();
  const found = alerts.data;
  return (
    <Page title="Treasury">
      <TreasuryTabs />
      <ProblemNotice error={alerts.error} retry={() => void alerts.refetch()} />
      {found?.ordersRefused && (
        <Banner family="bad" title="New orders are refused">
          {`The TFT lasts less than ${lasting(found.ordersFromHours)}. What runs goes on; add TFT to take orders again.`}
        </Banner>
      )}
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <Kpi
          label="Usable TFT"
          value={found && <TftText amount={found.usableTft} />}
          note={found && 'on the twin that pays the contracts'}
        />
        <RunwayKpi runway={found?.runway} />
        <Kpi
          label="Told since the last recovery"
          value={found && toldCount(found.passed)}
          note={found && toldWords(found.passed)}
        />
        <Kpi
          label="Orders are refused below"
          value={found && lasting(found.ordersFromHours)}
          note={found && 'of runway, with the new order counted'}
        />
      </div>
      {found ? <PaymentCard payment={found.payment} /> : !alerts.error && <Skeleton className="h-56 w-full" />}
      <ProblemNotice error={settings.error} retry={() => void settings.refetch()} />
      {settings.data ? <AlertForm /> : !settings.error && <Skeleton className="h-96 w-full" />}
    </Page>
  );
}

type Passed = { kind: 'low_balance' | 'runway'; bound: string }[];

const toldCount = (passed: Passed): string => String(passed.length);

const toldWords = (passed: Passed): string =>
  passed.length === 0
    ? 'nothing is short'
    : passed.map(({ kind, bound }) => (kind === 'low_balance' ? 'low balance' : lasting(Number(bound)))).join(', ');
