import type { DeploymentStatus, OperatorOverview } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { deploymentStatus } from '../deployments/deployment-status.ts';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { countWords } from '../ui/size.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Users, deployments by state, and nodes. */
export function FleetCard({ found }: { found: OperatorOverview }) {
  const { users, deployments, nodes } = found;
  const byStatus = Object.entries(deployments.byStatus).filter(([, count]) => count > 0);
  const facts: Fact[] = [
    [
      'Users',
      <Link key="users" to="/operator/users" className="link figures">
        {countWords(users.total)}
      </Link>,
    ],
    [`New in ${found.periodDays} days`, countWords(users.newInPeriod)],
    [
      'Deployments live',
      <Link key="live" to="/operator/deployments" className="link figures">
        {countWords(deployments.live)}
      </Link>,
    ],
    ...byStatus.map(
      ([status, count]): Fact => [
        <StatusBadge key={status} status={deploymentStatus(status as DeploymentStatus)} />,
        <span key="count" className="figures">
          {countWords(count)}
        </span>,
      ],
    ),
    ['Nodes online', `${countWords(nodes.up)} of ${countWords(nodes.total)}`],
    ['Can be ordered', countWords(nodes.offerable)],
    ['Grid read', nodes.syncedAt ? <TimeText key="synced" at={nodes.syncedAt} style="ago" /> : 'not yet'],
  ];
  return (
    <Card title="Users and machines">
      <KeyValues facts={facts} />
    </Card>
  );
}
