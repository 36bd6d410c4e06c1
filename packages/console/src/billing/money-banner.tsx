import { Link, useLocation } from '@tanstack/react-router';
import { useSession } from '../session/session.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { TimeText } from '../ui/time-text.tsx';
import { suspendedWords } from './resume-notice.tsx';
import { useBalance } from './use-balance.ts';

/** These pages tell the same themselves. */
const tellThemselves = /^\/(overview|balance)(\/|$)/;

/** Above every page: deployments are suspended, or the money lasts for less than a day. */
export function MoneyBanner() {
  const { status } = useSession();
  const balance = useBalance().data;
  const { pathname } = useLocation();
  if (status !== 'signed-in' || !balance || tellThemselves.test(pathname)) return null;
  const { resume, available, runwayHours } = balance;
  if (resume) {
    // A deployment's own page says it of that deployment.
    if (/^\/deployments\/./.test(pathname)) return null;
    return (
      <Slot>
        <Banner
          family="bad"
          title={suspendedWords(resume)}
          actions={<TopUpLink amount={resume.amount.amount}>Top up {formatMoney(resume.amount)}</TopUpLink>}
        >
          A top-up of {formatMoney(resume.amount)} starts everything again. The data is kept until{' '}
          <TimeText at={resume.dataKeptUntil} />.
        </Banner>
      </Slot>
    );
  }
  if (runwayHours === null || runwayLevel(runwayHours, toUnits(available.amount)) !== 'bad') return null;
  return (
    <Slot>
      <Banner
        family="bad"
        title={`Your balance of ${formatMoney(available)} lasts ${runwayWords(runwayHours)}`}
        actions={<TopUpLink>Top up</TopUpLink>}
      >
        Without a top-up your deployments are then suspended.
      </Banner>
    </Slot>
  );
}

const Slot = ({ children }: { children: React.ReactNode }) => <div className="px-4 pt-4 md:px-6">{children}</div>;

/** To the form, with the amount in it. */
export function TopUpLink({ amount, children }: { amount?: string; children: React.ReactNode }) {
  return (
    <Link
      to="/balance"
      search={amount === undefined ? {} : { amount: amount.slice(0, -5) }}
      className={buttonClass({ small: true })}
    >
      {children}
    </Link>
  );
}
