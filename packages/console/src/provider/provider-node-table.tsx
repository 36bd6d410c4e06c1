import type { ProviderNode } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { nodePlace, nodeStatus, uptimeWords } from '../nodes/node-words.ts';
import { memoryWords } from '../ui/size.ts';
import { sortHead } from '../ui/sorting.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import type { NodesSort, nodeSorts } from './nodes-search.ts';
import { offerStatus } from './offer-status.ts';

interface ProviderNodeTableProps {
  items: readonly ProviderNode[];
  sort?: NodesSort;
  /** Without it the heads are only words. */
  onSort?: (sort: NodesSort) => void;
}

/** A provider's own nodes. */
export function ProviderNodeTable({ items, sort = 'id', onSort }: ProviderNodeTableProps) {
  const by = (field: (typeof nodeSorts)[number]) => onSort && sortHead(sort, field, onSort);
  const columns: Column[] = [
    { name: 'Node', ...by('id') },
    { name: 'Place', wideOnly: true },
    { name: 'Status' },
    { name: 'On this marketplace' },
    { name: 'Uptime 90 d', numeric: true, ...by('uptime') },
    { name: 'Memory free', numeric: true, wideOnly: true, ...by('memory') },
    { name: 'Deployments', numeric: true, ...by('deployments') },
  ];
  return (
    <Table
      caption="Your nodes"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.node.id}
          first={<NodeLink item={item} />}
          amount={deployments(item.liveDeployments)}
          second={<Offer item={item} />}
          age={<StatusBadge status={nodeStatus(item.node.status)} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.node.id}>
          <Cell head>
            <NodeLink item={item} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {nodePlace(item.node)}
          </Cell>
          <Cell>
            <StatusBadge status={nodeStatus(item.node.status)} />
          </Cell>
          <Cell>
            <Offer item={item} />
          </Cell>
          <Cell numeric>{uptimeWords(item.node.uptimePercent)}</Cell>
          <Cell numeric wideOnly>
            {memoryWords(item.node.free.memoryMb)} of {memoryWords(item.node.total.memoryMb)}
          </Cell>
          <Cell numeric>{item.liveDeployments}</Cell>
        </Row>
      ))}
    </Table>
  );
}

const deployments = (count: number): string => `${count} ${count === 1 ? 'deployment' : 'deployments'}`;

function NodeLink({ item }: { item: ProviderNode }) {
  return (
    <Link to="/provider/nodes/$id" params={{ id: String(item.node.id) }} className="link">
      Node {item.node.id}
    </Link>
  );
}

function Offer({ item }: { item: ProviderNode }) {
  const { status, reason } = offerStatus(item);
  return <StatusBadge status={status} reason={reason} />;
}
