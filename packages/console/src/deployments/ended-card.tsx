import type { Deployment } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';

/** What became of it, what it cost, and the way on. */
export function EndedCard({ deployment }: { deployment: Deployment }) {
  const { status, statusReason, costSoFar, size, imageId, nodeId, publicIpv4 } = deployment;
  const same = { size: 'custom', ...size, image: imageId, ipv4: publicIpv4 };
  const cost = toUnits(costSoFar.amount) === 0n ? 'You were not charged.' : `It cost ${formatMoney(costSoFar)} in all.`;
  if (status === 'deleted') {
    return (
      <Banner
        family="off"
        title="This deployment was deleted"
        actions={
          <Link to="/deploy" search={same} className={buttonClass({ small: true })}>
            Deploy the same again
          </Link>
        }
      >
        Its disk is erased and nothing more is charged. {cost}
      </Banner>
    );
  }
  return (
    <Banner
      family="bad"
      title={statusReason ?? 'The deployment did not come to run.'}
      actions={
        <>
          <Link to="/deploy" search={same} className={buttonClass({ small: true, kind: 'primary' })}>
            Try another node
          </Link>
          <Link to="/deploy" search={{ ...same, node: nodeId }} className={buttonClass({ small: true })}>
            Edit
          </Link>
        </>
      }
    >
      {cost} What was held for it has been released.
    </Banner>
  );
}
