import { useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { deploymentStatus } from './deployment-status.ts';

const columns: Column[] = [
  { name: 'Time' },
  { name: 'Became' },
  { name: 'What happened' },
  { name: 'By' },
  { name: 'Request', wideOnly: true },
];
const PAGE_SIZE = 50;

export function EventsTab() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const pages = usePages(id);
  const events = useApi(
    'listDeploymentEvents',
    { params: { id }, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 5_000, placeholderData: (old) => old },
  );
  return (
    <>
      <ProblemNotice error={events.error} retry={() => void events.refetch()} />
      <Card flush title="Every change of state, oldest first">
        {events.isPending && <SkeletonRows rows={5} label="Loading the events" />}
        {events.data && (
          <>
            <Table
              caption="Changes of state, oldest first"
              columns={columns}
              narrow={events.data.items.map((event) => (
                <NarrowRow
                  key={event.id}
                  first={deploymentStatus(event.to).word}
                  amount={<TimeText at={event.at} style="time" />}
                  second={event.detail}
                  age={event.actor}
                />
              ))}
            >
              {events.data.items.map((event) => (
                <Row key={event.id}>
                  <Cell className="text-text-2">
                    <TimeText at={event.at} />
                  </Cell>
                  <Cell className="font-medium">{deploymentStatus(event.to).word}</Cell>
                  <Cell>{event.detail || event.cause}</Cell>
                  <Cell className="text-text-2">{event.actor}</Cell>
                  <Cell wideOnly>
                    <code className="font-mono text-mono text-text-3">{event.requestId ?? '–'}</code>
                  </Cell>
                </Row>
              ))}
            </Table>
            <Pager
              pages={pages}
              nextCursor={events.data.nextCursor}
              shown={events.data.items.length}
              pageSize={PAGE_SIZE}
            />
          </>
        )}
      </Card>
    </>
  );
}
