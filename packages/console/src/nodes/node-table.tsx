import type { Node } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { cx } from '../ui/cx.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { type NodeSearch, nextSort } from './node-search.ts';
import { nodePlace, nodeStatus, uptimeWords } from './node-words.ts';

interface NodeTableProps {
  items: Node[];
  search: NodeSearch;
  onChange: (patch: Partial<NodeSearch>) => void;
  onHover: (id: number | undefined) => void;
  /** A new answer is on its way. */
  dimmed: boolean;
}

const sortable = [
  ['cpu', 'Cores'],
  ['memory', 'Memory'],
  ['ssd', 'SSD'],
  ['uptime', 'Uptime'],
  ['price', 'Per month'],
] as const;

/** The map's equal: everything can be done here by keyboard. */
export function NodeTable({ items, search, onChange, onHover, dimmed }: NodeTableProps) {
  const sort = search.sort ?? 'price';
  const columns: Column[] = [
    { name: 'Node' },
    search.near
      ? {
          name: 'Place',
          sort: sort === 'distance' ? 'ascending' : 'none',
          onSort: () => onChange({ sort: 'distance' }),
        }
      : { name: 'Place' },
    ...sortable.map(([key, name]) => ({
      name,
      numeric: true,
      sort: sort === key ? ('ascending' as const) : sort === `-${key}` ? ('descending' as const) : ('none' as const),
      onSort: () => onChange({ sort: nextSort(sort, key) }),
    })),
  ];
  return (
    <div className={cx(dimmed && 'opacity-60')}>
      <Table
        caption="Nodes that fit the filters; cores, memory and SSD are what is free"
        columns={columns}
        narrow={items.map((node) => (
          <NarrowRow
            key={node.id}
            first={<NodeLink node={node} />}
            amount={node.monthlyFrom ? <MoneyText money={node.monthlyFrom} per="month" /> : '–'}
            second={node.offerable ? nodePlace(node) : (node.notOfferableReason ?? 'Cannot be chosen now')}
            age={`${node.free.cpu} cores, ${memoryWords(node.free.memoryMb)}`}
          />
        ))}
      >
        {items.map((node) => (
          <Row
            key={node.id}
            selected={search.node === node.id}
            dimmed={!node.offerable}
            onClick={() => onChange({ node: node.id })}
            onMouseEnter={() => onHover(node.id)}
            onMouseLeave={() => onHover(undefined)}
          >
            <Cell head>
              <NodeLink node={node} />
            </Cell>
            <Cell>
              <span className="block max-w-44 truncate">{nodePlace(node)}</span>
              {node.distanceKm != null && (
                <span className="figures block text-small text-text-2">{`${Math.round(node.distanceKm)} km away`}</span>
              )}
              {!node.offerable && (
                <span className="block text-small">{node.notOfferableReason ?? 'Cannot be chosen now'}</span>
              )}
            </Cell>
            <Cell numeric>{node.free.cpu}</Cell>
            <Cell numeric>{memoryWords(node.free.memoryMb)}</Cell>
            <Cell numeric>{diskWords(node.free.ssdGb)}</Cell>
            <Cell numeric>{uptimeWords(node.uptimePercent)}</Cell>
            <Cell numeric>{node.monthlyFrom ? <MoneyText money={node.monthlyFrom} /> : '–'}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

function NodeLink({ node }: { node: Node }) {
  const status = nodeStatus(node.status);
  return (
    <span className="flex items-center gap-2">
      <span title={status.word}>
        <StatusMark family={status.family} shape={status.shape} />
        <span className="sr-only">{status.word}</span>
      </span>
      <Link
        from="/nodes"
        to="/nodes"
        search={(old) => ({ ...old, node: node.id })}
        resetScroll={false}
        className="link figures"
        onClick={(event) => event.stopPropagation()}
      >
        {node.id}
      </Link>
    </span>
  );
}
