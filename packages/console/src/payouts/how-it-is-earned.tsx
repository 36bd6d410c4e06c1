import type { Earnings } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { formatTft } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Where the two lines come from, and when which of them can be had. */
export function HowItIsEarned({ found }: { found: Earnings }) {
  const { sharePercent, holdDays } = found;
  return (
    <Card title="How it is earned">
      <div className="grid gap-3 text-text-2">
        <p>
          <strong className="font-medium text-text">Paid by this marketplace.</strong>{' '}
          {`${sharePercent} % of the markup on each charged hour, or what was agreed for the node. A day (UTC) is closed an hour after its end, held for ${holdDays} days, then payable.`}
        </p>
        <p>
          <strong className="font-medium text-text">Paid by the chain.</strong> <ChainWords found={found} />
        </p>
        {found.chainSharing.gaps.map((gap) => (
          <p key={gap.from}>
            {'Bills between '}
            <TimeText at={gap.from} />
            {' and '}
            <TimeText at={gap.until} />
            {' could not be read: the chain paid them, and they are missing here.'}
          </p>
        ))}
        <p>You see your nodes, never who uses them or what runs on them.</p>
      </div>
    </Card>
  );
}

function ChainWords({ found }: { found: Earnings }) {
  const { state, specVersion, fromSpecVersion } = found.chainSharing;
  if (state === 'not_read') return 'The chain was not read yet.';
  if (state === 'runtime_too_old')
    return `Nothing now: the chain runs version ${specVersion} and shares its bills with farmers from version ${fromSpecVersion} on.`;
  return `Half of each bill, straight to the account of your farm. It is set aside with every bill and paid about once a day: ${formatTft(found.chainTotal.paidOutTft)} of ${formatTft(found.chainTotal.tft)} this month. Dollars are at the chain's price of each bill. This marketplace only watches it and never pays it a second time.`;
}
