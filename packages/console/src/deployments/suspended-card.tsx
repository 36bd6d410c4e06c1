import type { Deployment } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { TopUpLink } from '../billing/money-banner.tsx';
import { useBalance } from '../billing/use-balance.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney } from '../ui/money.ts';
import { TimeText } from '../ui/time-text.tsx';

/** Why it is suspended, what is kept until when and what that costs, and the one thing to do. */
export function SuspendedCard({ deployment }: { deployment: Deployment }) {
  const resume = useBalance().data?.resume;
  const { suspension, name } = deployment;
  if (!suspension) return null;
  if (suspension.machine === 'starting') {
    return (
      <Banner family="busy" title={`${name} is being started again`}>
        {suspension.waitsForNode
          ? 'The node has not done it yet; it is asked again every five minutes. '
          : 'This takes a minute. '}
        The full price is charged from the moment in which it runs.
      </Banner>
    );
  }
  if (suspension.cause === 'stopped' || suspension.cause === 'resizing') return <StillCard deployment={deployment} />;
  const { cause, dataKeptUntil, keptHourly } = suspension;
  const noFunds = cause === 'no_funds';
  const action = noFunds ? (
    resume && <TopUpLink amount={resume.amount.amount}>Top up {formatMoney(resume.amount)}</TopUpLink>
  ) : (
    <LimitLink deployment={deployment} />
  );
  return (
    <Banner
      family="warn"
      title={noFunds ? `${name} is suspended: your balance is used up` : `${name} is stopped: its limit is reached`}
      actions={action}
    >
      {suspension.publicAddressAnswers
        ? 'Its private address is withdrawn; its public one still answers, because the machine holds its own disk. '
        : suspension.machine === 'off'
          ? 'It does not answer; its disk is kept. '
          : 'It is being taken off the network; its disk is kept. '}
      {`Keeping it costs ${formatMoney(keptHourly, 'rate')} / hour. `}
      {dataKeptUntil ? (
        <>
          The data is deleted <TimeText at={dataKeptUntil} /> unless you top up.
        </>
      ) : (
        'It starts again when the next month begins, or when the limit is raised.'
      )}
    </Banner>
  );
}

/** Its owner wants it so. */
function StillCard({ deployment: { name, suspension, hourly } }: { deployment: Deployment }) {
  if (suspension?.cause === 'resizing') {
    return (
      <Banner family="busy" title={`${name} changes its size`}>
        It is switched off, changed and started again. Its disk is kept.
      </Banner>
    );
  }
  const isOff = suspension?.machine === 'off';
  return (
    <Banner family={isOff ? 'off' : 'busy'} title={isOff ? `${name} is stopped` : `${name} is being stopped`}>
      {suspension?.waitsForNode
        ? 'The node has not done it yet; it is asked again every five minutes. '
        : isOff
          ? 'Nothing answers; its disk and addresses are kept. '
          : 'This takes a minute. '}
      {suspension &&
        `Keeping it costs ${formatMoney(suspension.keptHourly, 'rate')} / hour; running, ${formatMoney(hourly, 'rate')} / hour.`}
    </Banner>
  );
}

/** To the limit that stops it: its own, or that of the account. */
function LimitLink({ deployment: { id, cap } }: { deployment: Deployment }) {
  return cap?.action === 'stop' ? (
    <Link to="/deployments/$id/settings" params={{ id }} className={buttonClass({ small: true })}>
      Change the limit
    </Link>
  ) : (
    <Link to="/balance/limits" className={buttonClass({ small: true })}>
      Change the limit
    </Link>
  );
}
