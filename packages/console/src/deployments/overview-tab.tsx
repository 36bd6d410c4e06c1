import type { Deployment } from '@marketplace/contract';
import { useParams } from '@tanstack/react-router';
import { NodeScore } from '../nodes/node-score.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { fullSizeWords } from '../ui/size.ts';
import { TimeText } from '../ui/time-text.tsx';
import { ConnectCard } from './connect-card.tsx';
import { DegradedCard } from './degraded-card.tsx';
import { isFinal, isMaking } from './deployment-status.ts';
import { EndedCard } from './ended-card.tsx';
import { MakingCard } from './making-card.tsx';
import { SuspendedCard } from './suspended-card.tsx';
import { useDeployment } from './use-deployment.ts';

export function OverviewTab() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const deployment = useDeployment(id).data;
  if (!deployment) return null;
  const suspended = deployment.status === 'suspended';
  const connects =
    !suspended && deployment.status !== 'deleting' && !isMaking(deployment.status) && !isFinal(deployment.status);
  return (
    <>
      {isFinal(deployment.status) && <EndedCard deployment={deployment} />}
      {(isMaking(deployment.status) || neverRan(deployment)) && <MakingCard deployment={deployment} />}
      {suspended && <SuspendedCard deployment={deployment} />}
      {deployment.status === 'degraded' && <DegradedCard deployment={deployment} />}
      {connects && <ConnectCard deployment={deployment} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        <Card title="Machine">
          <KeyValues facts={machineFacts(deployment, connects)} />
        </Card>
        <Card title="Price">
          <PriceLines deployment={deployment} />
        </Card>
        {deployment.nodeScore && (
          <Card title={`Why node ${deployment.nodeId}`}>
            <NodeScore parts={deployment.nodeScore} />
            <p className="mt-3 text-small text-text-3">
              Our pick when you ordered, beside the nodes where it fitted then.
            </p>
          </Card>
        )}
      </div>
    </>
  );
}

/** It was undone before it ran. */
const neverRan = ({ status, runningSince }: Deployment): boolean =>
  runningSince === null && (status === 'failed' || status === 'deleting');

function machineFacts(
  { size, imageName, place, nodeId, contractId, publicIpv4, createdAt, runningSince, id, address }: Deployment,
  connects: boolean,
): Fact[] {
  // Connect tells the address itself.
  const tellsIpv4 = !(connects && publicIpv4 && address !== null);
  return [
    ['Size', fullSizeWords(size)],
    ['System', imageName],
    ['Place', `${place.city}, ${place.country}, node ${nodeId} of ${place.farmName}`],
    ...(tellsIpv4 ? [['Public IPv4', publicIpv4 ? 'yes' : 'no'] satisfies Fact] : []),
    ['Grid contract', contractId ?? '–'],
    ['Ordered', <TimeText key="ordered" at={createdAt} />],
    ['Running since', runningSince ? <TimeText key="since" at={runningSince} /> : '–'],
    [
      'Id',
      <span key="id" className="flex items-center gap-1">
        <code className="truncate font-mono text-mono">{id}</code>
        <CopyButton compact what="id" text={id} />
      </span>,
    ],
  ];
}

function PriceLines({ deployment }: { deployment: Deployment }) {
  return (
    <>
      <ul className="grid gap-2">
        {deployment.parts.map(({ code, label, hourly }) => (
          <li key={code} className="flex justify-between gap-4 text-text-2">
            {label} <MoneyText money={hourly} style="ledger" />
          </li>
        ))}
        <li className="flex justify-between gap-4 border-t border-line pt-2 font-medium">
          Per hour <MoneyText money={deployment.hourly} style="ledger" />
        </li>
        <li className="flex justify-between gap-4 text-text-2">
          Per month, 720 hours <MoneyText money={deployment.monthly} />
        </li>
      </ul>
      <p className="mt-3 text-small text-text-3">Locked when you ordered. Charged by the second while it runs.</p>
    </>
  );
}
