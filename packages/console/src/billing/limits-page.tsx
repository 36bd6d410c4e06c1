import type { SpendingCaps } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { AccountLimitForm } from './account-limit-form.tsx';
import { monthName } from './statement-search.ts';

/** What may be charged in a month, over all and by deployment. */
export function LimitsPage() {
  const caps = useApi('getSpendingCaps', undefined, { refetchInterval: 15_000 });
  return (
    <Page
      title="Limits"
      width="reading"
      summary="Of what is charged in a calendar month, UTC. You are told at 80 % and when a limit is reached."
    >
      <ProblemNotice error={caps.error} retry={() => void caps.refetch()} />
      {caps.data ? (
        <>
          <Card title={`All deployments, ${monthName(caps.data.month)}`}>
            <AccountLimitForm caps={caps.data} />
          </Card>
          <DeploymentLimits caps={caps.data} />
        </>
      ) : (
        !caps.error && <Skeleton className="h-96 w-full" />
      )}
    </Page>
  );
}

const columns: Column[] = [
  { name: 'Deployment' },
  { name: 'Charged', numeric: true },
  { name: 'Limit', numeric: true },
  { name: 'When reached' },
];
const actionWords = { notify: 'tells you', stop: 'stops' };

function DeploymentLimits({ caps: { deployments } }: { caps: SpendingCaps }) {
  return (
    <Card flush title="By deployment">
      {deployments.length === 0 ? (
        <Empty
          title="No deployment has a limit of its own"
          action={
            <Link to="/deployments" className="link">
              Choose a deployment
            </Link>
          }
        >
          Under its Settings you say what one deployment may cost in a month.
        </Empty>
      ) : (
        <Table
          caption="Limits by deployment"
          columns={columns}
          narrow={deployments.map((each) => (
            <NarrowRow
              key={each.deploymentId}
              first={<NameLink deployment={each} />}
              amount={
                <>
                  <MoneyText money={each.spent} /> of <MoneyText money={each.cap.monthly} />
                </>
              }
              second={actionWords[each.cap.action]}
            />
          ))}
        >
          {deployments.map((each) => (
            <Row key={each.deploymentId}>
              <Cell head>
                <NameLink deployment={each} />
              </Cell>
              <Cell numeric>
                <MoneyText money={each.spent} />
              </Cell>
              <Cell numeric>
                <MoneyText money={each.cap.monthly} />
              </Cell>
              <Cell className="text-text-2">{actionWords[each.cap.action]}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

function NameLink({ deployment }: { deployment: SpendingCaps['deployments'][number] }) {
  return (
    <Link to="/deployments/$id/settings" params={{ id: deployment.deploymentId }} className="link">
      {deployment.name}
    </Link>
  );
}
