import type { Deployment, Suspension } from '@marketplace/contract';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { refresh } from '../api/query.ts';
import { MaintenanceBanner } from '../maintenance/maintenance-banner.tsx';
import { useOwnMaintenance } from '../maintenance/use-own-maintenance.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { DeadEnd } from '../shell/dead-end.tsx';
import { buttonClass } from '../ui/button.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { DeploymentActions } from './deployment-actions.tsx';
import { DeploymentBadge } from './deployment-badge.tsx';
import { isFinal } from './deployment-status.ts';
import { useDeployment } from './use-deployment.ts';

/** State, cost and place stay above the tabs. */
export function DeploymentPage() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const { data: deployment, error, refetch } = useDeployment(id);
  const status = deployment?.status;
  const maintenance = useOwnMaintenance().find(({ deployments }) => deployments.some((own) => own.id === id));
  // A new state moves money: what was held is released, what ran is charged.
  useEffect(() => {
    if (status) void refresh('getBalance', 'listDeployments');
  }, [status]);
  if (error?.problem.status === 404 || error?.problem.status === 400) return <Missing />;
  if (!deployment) {
    return error ? (
      <div className="p-6">
        <ProblemNotice error={error} retry={() => void refetch()} />
      </div>
    ) : (
      <Waiting />
    );
  }
  return (
    <Page
      title={deployment.name}
      beside={<DeploymentBadge deployment={deployment} brief={isFinal(deployment.status)} />}
      actions={
        <>
          <Cost deployment={deployment} />
          <DeploymentActions deployment={deployment} />
        </>
      }
      summary={<Summary deployment={deployment} />}
    >
      <ProblemNotice error={error} retry={() => void refetch()} />
      {maintenance && <MaintenanceBanner window={maintenance} />}
      <DeploymentTabs id={id} />
      <Outlet />
    </Page>
  );
}

function Cost({ deployment }: { deployment: Deployment }) {
  return (
    <p className="flex items-baseline gap-2">
      {!isFinal(deployment.status) && (
        <>
          {deployment.status === 'degraded' ? (
            <span className="text-heading">Not charged now</span>
          ) : (
            <MoneyText
              money={deployment.suspension?.keptHourly ?? deployment.hourly}
              per="hour"
              className="text-heading"
            />
          )}
          {deployment.suspension && (
            <span className="text-text-2">{`while ${stillWords(deployment.suspension.cause)}`}</span>
          )}
          <span className="text-text-3">·</span>
        </>
      )}
      <span className="text-text-2">
        <MoneyText money={deployment.costSoFar} /> so far
      </span>
    </p>
  );
}

const stillWords = (cause: Suspension['cause']): string =>
  cause === 'stopped' ? 'stopped' : cause === 'resizing' ? 'it changes size' : 'suspended';

function Summary({ deployment }: { deployment: Deployment }) {
  const { imageName, nodeId, place } = deployment;
  return (
    <p>
      {`${imageName} on `}
      <Link to="/nodes" search={{ node: nodeId }} className="link">
        node {nodeId}
      </Link>
      {`, ${place.city}, ${place.country}`}
      {deployment.cap && (
        <>
          {' · limit '}
          <MoneyText money={deployment.cap.monthly} /> a month
        </>
      )}
    </p>
  );
}

function DeploymentTabs({ id }: { id: string }) {
  return (
    <Tabs
      label="Deployment"
      tabs={[
        ['Overview', '/deployments/$id', { id }],
        ['Operations', '/deployments/$id/operations', { id }],
        ['Events', '/deployments/$id/events', { id }],
        ['Billing', '/deployments/$id/billing', { id }],
        ['Settings', '/deployments/$id/settings', { id }],
      ]}
    />
  );
}

function Missing() {
  return (
    <DeadEnd
      title="There is no such deployment"
      actions={
        <Link to="/deployments" className={buttonClass({ kind: 'primary' })}>
          All deployments
        </Link>
      }
    >
      <p>It does not exist, or it belongs to somebody else.</p>
    </DeadEnd>
  );
}

function Waiting() {
  return (
    <div className="px-4 py-5 md:px-6">
      <Skeleton className="mb-8 h-7 w-56" />
      <div className="rounded-card border border-line bg-surface">
        <SkeletonRows rows={5} label="Loading the deployment" />
      </div>
    </div>
  );
}
