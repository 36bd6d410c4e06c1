import type { Deployment } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { MoneyText } from '../ui/money-text.tsx';
import { sizeWords } from '../ui/size.ts';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { DeploymentBadge } from './deployment-badge.tsx';
import { isFinal } from './deployment-status.ts';

const columns: Column[] = [
  { name: 'Name' },
  { name: 'Status' },
  { name: 'Size', wideOnly: true },
  { name: 'Node' },
  { name: 'Per hour', numeric: true },
  { name: 'Cost so far', numeric: true },
];

export function DeploymentTable({ items }: { items: Deployment[] }) {
  return (
    <Table
      caption="Deployments, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<NameLink item={item} />}
          amount={
            isFinal(item.status) ? (
              <MoneyText money={item.costSoFar} />
            ) : (
              <MoneyText money={priceNow(item)} per="hour" />
            )
          }
          second={<DeploymentBadge deployment={item} narrow />}
          age={item.place.country}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <NameLink item={item} />
          </Cell>
          <Cell>
            <DeploymentBadge deployment={item} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {sizeWords(item.size)}
          </Cell>
          <Cell className="text-text-2">{`${item.place.city}, ${item.place.country} · ${item.nodeId}`}</Cell>
          <Cell numeric>{isFinal(item.status) ? '–' : <MoneyText money={priceNow(item)} style="rate" />}</Cell>
          <Cell numeric>
            <MoneyText money={item.costSoFar} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** What it costs as it is now: while suspended only the keeping. */
const priceNow = ({ hourly, suspension }: Deployment) => suspension?.keptHourly ?? hourly;

function NameLink({ item }: { item: Deployment }) {
  return (
    <Link to="/deployments/$id" params={{ id: item.id }} className="link">
      {item.name}
    </Link>
  );
}
