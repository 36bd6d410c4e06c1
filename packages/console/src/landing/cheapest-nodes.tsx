import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { nodePlace } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { coresWords, diskWords, memoryWords } from '../ui/size.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';

const columns: Column[] = [
  { name: 'Node' },
  { name: 'Place' },
  { name: 'Cores free', numeric: true },
  { name: 'Memory free', numeric: true },
  { name: 'From', numeric: true },
];

export function CheapestNodes() {
  const nodes = useApi('listNodes', { query: { status: 'up', sort: 'price', limit: 5 } }, { staleTime: 60_000 });
  const items = nodes.data?.items;
  return (
    <Card
      flush
      title="Cheapest nodes now"
      actions={
        <Link to="/nodes" className="link">
          All nodes
        </Link>
      }
    >
      {nodes.error && (
        <div className="p-4">
          <ProblemNotice error={nodes.error} retry={() => void nodes.refetch()} />
        </div>
      )}
      {nodes.isPending && <SkeletonRows rows={5} label="Loading the cheapest nodes" />}
      {items?.length === 0 && (
        <Empty title="No node is online at the moment">Prices come back with the first node.</Empty>
      )}
      {items && items.length > 0 && (
        <Table
          caption="The five cheapest nodes that are online"
          columns={columns}
          narrow={items.map((node) => (
            <NarrowRow
              key={node.id}
              first={<Link to="/nodes" search={{ node: node.id }} className="link">{`Node ${node.id}`}</Link>}
              amount={node.monthlyFrom && <MoneyText money={node.monthlyFrom} per="month" />}
              second={nodePlace(node)}
              age={`${coresWords(node.free.cpu)}, ${memoryWords(node.free.memoryMb)}`}
            />
          ))}
        >
          {items.map((node) => (
            <Row key={node.id}>
              <Cell head>
                <Link to="/nodes" search={{ node: node.id }} className="link figures">
                  {node.id}
                </Link>
              </Cell>
              <Cell>{nodePlace(node)}</Cell>
              <Cell numeric>{node.free.cpu}</Cell>
              <Cell numeric title={`${diskWords(node.free.ssdGb)} SSD free`}>
                {memoryWords(node.free.memoryMb)}
              </Cell>
              <Cell numeric>{node.monthlyFrom ? <MoneyText money={node.monthlyFrom} per="month" /> : '–'}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}
