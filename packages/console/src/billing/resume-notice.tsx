import type { Balance, ResumeOffer } from '@marketplace/contract';
import { Banner } from '../ui/banner.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { TimeText } from '../ui/time-text.tsx';

/** What is suspended, what brings it back, and how that sum is made. */
export function ResumeNotice({ balance }: { balance: Balance }) {
  const { resume, available } = balance;
  if (!resume) return null;
  const owed = toUnits(available.amount) < 0n ? `${formatMoney(available).replace('−', '')} that you owe and ` : '';
  const raised = toUnits(resume.amount.amount) - toUnits(resume.missing.amount) >= 100_000n;
  return (
    <Banner family="bad" title={suspendedWords(resume)}>
      {`A top-up of ${formatMoney(resume.amount)} starts everything again by itself. It has to cover ${owed}${resume.hours} hours of ${formatMoney(resume.hourly, 'rate')} / hour${raised ? '; less than that cannot be topped up' : ''}. The data is kept until `}
      <TimeText at={resume.dataKeptUntil} />.
    </Banner>
  );
}

export const suspendedWords = ({ deployments }: ResumeOffer): string =>
  `${deployments} ${deployments === 1 ? 'deployment is' : 'deployments are'} suspended: your balance is used up`;
