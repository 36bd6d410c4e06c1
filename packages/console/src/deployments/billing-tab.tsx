import { useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { durationWords } from '../ui/time.ts';
import { TimeText } from '../ui/time-text.tsx';

const columns: Column[] = [
  { name: 'Hour' },
  { name: 'Time used', numeric: true },
  { name: 'Price per hour', numeric: true },
  { name: 'Charged', numeric: true },
];
const PAGE_SIZE = 50;

/** Hour by hour: seconds times price. */
export function BillingTab() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const pages = usePages(id);
  const usage = useApi(
    'listDeploymentUsage',
    { params: { id }, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 15_000, placeholderData: (old) => old },
  );
  const items = usage.data?.items;
  return (
    <>
      <ProblemNotice error={usage.error} retry={() => void usage.refetch()} />
      <Card flush title="Charged hours, newest first">
        {usage.isPending && <SkeletonRows rows={5} label="Loading what was charged" />}
        {items?.length === 0 && (
          <Empty title="Nothing has been charged yet">
            Each closed hour is charged once, the first and the last for their seconds. The first charge comes at the
            next full hour.
          </Empty>
        )}
        {items && items.length > 0 && (
          <Table
            caption="Charged hours, newest first"
            columns={columns}
            narrow={items.map((record) => (
              <NarrowRow
                key={record.transactionId}
                first={<TimeText at={record.hour} />}
                amount={<MoneyText money={record.amount} style="ledger" />}
                second={durationWords(record.seconds * 1000)}
              />
            ))}
          >
            {items.map((record) => (
              <Row key={record.transactionId}>
                <Cell>
                  <TimeText at={record.hour} />
                </Cell>
                <Cell numeric>{`${record.seconds} s`}</Cell>
                <Cell numeric>
                  <MoneyText money={record.hourly} style="ledger" />
                </Cell>
                <Cell numeric>
                  <MoneyText money={record.amount} style="ledger" />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        {usage.data && (
          <Pager
            pages={pages}
            nextCursor={usage.data.nextCursor}
            shown={usage.data.items.length}
            pageSize={PAGE_SIZE}
          />
        )}
      </Card>
    </>
  );
}
