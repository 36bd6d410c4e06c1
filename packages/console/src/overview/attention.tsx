import type { Balance, Deployment, ResumeOffer } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { TopUpLink } from '../billing/money-banner.tsx';
import { suspendedWords } from '../billing/resume-notice.tsx';
import { MaintenanceBanner } from '../maintenance/maintenance-banner.tsx';
import { useOwnMaintenance } from '../maintenance/use-own-maintenance.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { shortDuration } from '../ui/time.ts';
import { TimeText, useNowMs } from '../ui/time-text.tsx';

/** What needs a person now, the worst first; one banner at a time. Nothing while all is well. */
export function Attention({ balance, deployments }: { balance: Balance; deployments: Deployment[] }) {
  const nowMs = useNowMs();
  const [maintenance] = useOwnMaintenance();
  const level = runwayLevel(balance.runwayHours, toUnits(balance.available.amount));
  if (balance.resume) return <ResumeBanner balance={balance} resume={balance.resume} />;
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

/** Out of funds: what brings everything back comes before all else. */
function ResumeBanner({ balance, resume }: { balance: Balance; resume: ResumeOffer }) {
  return (
    <Banner
      family="bad"
      title={suspendedWords(resume)}
      actions={<TopUpLink amount={resume.amount.amount}>Top up {formatMoney(resume.amount)}</TopUpLink>}
    >
      {`A top-up of ${formatMoney(resume.amount)} starts everything again. Keeping the data costs ${formatMoney(balance.hourlySpend, 'rate')} / hour; it is deleted `}
      <TimeText at={resume.dataKeptUntil} />.
    </Banner>
  );
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
        ? 'Top up to have money for what runs.'
        : `${formatMoney(balance.available)} at ${formatMoney(balance.hourlySpend, 'rate')} / hour. Without a top-up your deployments are then suspended.`}
    </Banner>
  );
}
