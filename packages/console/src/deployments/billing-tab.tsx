import type { UsageRecord } from '@marketplace/contract';
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
                second={usedWords(record)}
              />
            ))}
          >
            {items.map((record) => (
              <Row key={record.transactionId}>
                <Cell>
                  <TimeText at={record.hour} />
                </Cell>
                <Cell numeric>{secondsWords(record)}</Cell>
                <Cell numeric>
                  <MoneyText money={rateOf(record)} style="ledger" />
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

const isKept = ({ seconds, keptSeconds }: UsageRecord) => keptSeconds === seconds;

/** Of an hour in which it was suspended all the time, the price of the keeping. */
const rateOf = (record: UsageRecord) => (isKept(record) && record.keptHourly ? record.keptHourly : record.hourly);

function secondsWords(record: UsageRecord): string {
  if (record.keptSeconds === 0) return `${record.seconds} s`;
  return isKept(record)
    ? `${record.seconds} s suspended`
    : `${record.seconds - record.keptSeconds} s and ${record.keptSeconds} s suspended`;
}

function usedWords(record: UsageRecord): string {
  const all = durationWords(record.seconds * 1000);
  if (record.keptSeconds === 0) return all;
  return isKept(record) ? `${all} suspended` : `${all}, of these ${durationWords(record.keptSeconds * 1000)} suspended`;
}
