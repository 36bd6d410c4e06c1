import type { Balance, Deployment } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { MaintenanceBanner } from '../maintenance/maintenance-banner.tsx';
import { useOwnMaintenance } from '../maintenance/use-own-maintenance.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { shortDuration } from '../ui/time.ts';
import { useNowMs } from '../ui/time-text.tsx';

/** What needs a person now, the worst first; one banner at a time. Nothing while all is well. */
export function Attention({ balance, deployments }: { balance: Balance; deployments: Deployment[] }) {
  const nowMs = useNowMs();
  const [maintenance] = useOwnMaintenance();
  const level = runwayLevel(balance.runwayHours, toUnits(balance.available.amount));
  const sick =
    deployments.find(({ status }) => status === 'suspended') ?? deployments.find(({ status }) => status === 'degraded');
  if (level === 'bad') return <MoneyBanner family="bad" balance={balance} />;
  if (sick) {
    const since = shortDuration(nowMs - Date.parse(sick.statusSince));
    return (
      <Banner
        family="warn"
        title={`${sick.name} is ${sick.status}`}
        actions={
          <Link to="/deployments/$id" params={{ id: sick.id }} className={buttonClass({ small: true })}>
            Details
          </Link>
        }
      >
        {`${sick.statusReason ?? 'The reason is not known yet'} · since ${since}`}
      </Banner>
    );
  }
  if (level === 'warn') return <MoneyBanner family="warn" balance={balance} />;
  return maintenance ? <MaintenanceBanner window={maintenance} names /> : null;
}

function MoneyBanner({ family, balance }: { family: 'warn' | 'bad'; balance: Balance }) {
  const owes = toUnits(balance.available.amount) < 0n;
  return (
    <Banner
      family={family}
      title={
        owes
          ? `Your balance is ${formatMoney(balance.available)}`
          : `Your balance lasts ${runwayWords(balance.runwayHours)}`
      }
      actions={
        <Link to="/balance" className={buttonClass({ small: true })}>
          Top up
        </Link>
      }
    >
      {owes
        ? 'Deployments are suspended while money is owed; their disks are kept for some days.'
        : `${formatMoney(balance.available)} at ${formatMoney(balance.hourlySpend, 'rate')} / hour. Without a top-up your deployments are then suspended.`}
    </Banner>
  );
}
