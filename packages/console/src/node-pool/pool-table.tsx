import type { PoolNode } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { nodePlace, uptimeWords } from '../nodes/node-words.ts';
import { offerStatus } from '../provider/offer-status.ts';
import { sortHead } from '../ui/sorting.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import type { PoolSort, poolSorts } from './pool-search.ts';

interface PoolTableProps {
  items: readonly PoolNode[];
  sort: PoolSort;
  onSort: (sort: PoolSort) => void;
}

export function PoolTable({ items, sort, onSort }: PoolTableProps) {
  const by = (field: (typeof poolSorts)[number]) => sortHead(sort, field, onSort);
  const columns: Column[] = [
    { name: 'Node', ...by('id') },
    { name: 'Provider', ...by('provider') },
    { name: 'Place', wideOnly: true },
    { name: 'State', ...by('state') },
    { name: 'Uptime 90 d', numeric: true, wideOnly: true, ...by('uptime') },
    { name: 'Share', numeric: true, ...by('share') },
    { name: 'Deployments', numeric: true, ...by('deployments') },
  ];
  return (
    <Table
      caption="Nodes that providers brought"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.node.id}
          first={<NodeLink item={item} />}
          amount={`${item.sharePercent} % share`}
          second={<Offer item={item} />}
          age={`${item.liveDeployments} live`}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.node.id}>
          <Cell head>
            <NodeLink item={item} />
          </Cell>
          <Cell className="break-words">{item.provider.name}</Cell>
          <Cell wideOnly className="text-text-2">
            {nodePlace(item.node)}
          </Cell>
          <Cell>
            <Offer item={item} />
          </Cell>
          <Cell numeric wideOnly>
            {uptimeWords(item.node.uptimePercent)}
          </Cell>
          <Cell numeric>
            {item.sharePercent} %{item.ownSharePercent !== null && <span className="text-text-3"> own</span>}
          </Cell>
          <Cell numeric>{item.liveDeployments}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function NodeLink({ item }: { item: PoolNode }) {
  return (
    <Link to="/operator/nodes/$id" params={{ id: String(item.node.id) }} search className="link">
      Node {item.node.id}
    </Link>
  );
}

function Offer({ item }: { item: PoolNode }) {
  const { status, reason } = offerStatus(item);
  return <StatusBadge status={status} reason={reason} />;
}
