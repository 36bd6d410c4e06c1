import type { PricePreview } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';

const columns: Column[] = [
  { name: 'Deployment' },
  { name: 'Owner' },
  { name: 'Node' },
  { name: 'Keeps', numeric: true },
  { name: 'Ordered anew', numeric: true },
];

/** Real deployments keep their price; this says what they would cost if they were ordered anew. */
export function DeploymentEffect({ preview: { deployments }, dirty }: { preview: PricePreview; dirty: boolean }) {
  const { total, people, lower, higher, lockedHourly, nextHourly, items } = deployments;
  if (total === 0) {
    return (
      <Card title="Real deployments">
        <p className="text-text-2">Nothing is deployed now. What is ordered keeps the price that it was ordered at.</p>
      </Card>
    );
  }
  return (
    <Card flush title="Real deployments">
      <div className="grid gap-3 px-4 pb-4">
        <p className="text-text-2">
          {`${count(total, 'deployment')} of ${count(people, 'person', 'people')} ${total === 1 ? 'keeps its' : 'keep their'} price, whatever you publish.`}
        </p>
        <KeyValues
          facts={[
            ['They pay', <MoneyText key="pay" money={lockedHourly} per="hour" />],
            [
              dirty ? 'Ordered anew' : 'Ordered today',
              <span key="anew">
                <MoneyText money={nextHourly} per="hour" />
                {` · ${higher} dearer, ${lower} cheaper, ${total - higher - lower} the same`}
              </span>,
            ],
          ]}
        />
      </div>
      {items.length > 0 && (
        <Table
          caption="The largest differences"
          columns={columns}
          narrow={items.map((item) => (
            <NarrowRow
              key={item.id}
              first={<span className="break-all">{item.name}</span>}
              amount={<MoneyText money={item.locked} per="hour" />}
              second={<span className="break-all">{item.email}</span>}
              age={<MoneyText money={item.next} per="hour" />}
            />
          ))}
        >
          {items.map((item) => (
            <Row key={item.id}>
              <Cell head>{item.name}</Cell>
              <Cell>{item.email}</Cell>
              <Cell>{item.nodeId}</Cell>
              <Cell numeric>
                <MoneyText money={item.locked} per="hour" />
              </Cell>
              <Cell numeric>
                <MoneyText money={item.next} per="hour" />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString()} ${number === 1 ? one : many}`;
