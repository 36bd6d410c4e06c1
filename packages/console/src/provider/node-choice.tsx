import type { Node } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { nodePlace, nodeStatus, uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { coresWords, diskWords, memoryWords } from '../ui/size.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';

interface NodeChoiceProps {
  farms: readonly { id: number; name: string; nodeIds: number[] }[];
  chosen: readonly number[];
  onChange: (nodeIds: number[]) => void;
  /** Nodes that the person offers already. */
  offered: ReadonlySet<number>;
  onEstimate: (nodeId: number) => void;
}

const columns: Column[] = [
  { name: 'Node' },
  { name: 'Place' },
  { name: 'Status' },
  { name: 'Resources', wideOnly: true },
  { name: 'Uptime 90 d', numeric: true },
  { name: <span className="sr-only">Earnings</span>, numeric: true },
];

/** The nodes of the account's farms, with what the grid says of each. */
export function NodeChoice(props: NodeChoiceProps) {
  const withNodes = props.farms.filter(({ nodeIds }) => nodeIds.length > 0);
  if (withNodes.length === 0)
    return (
      <p className="px-4 pb-4 text-text-2">
        The chain knows no node of this account. Connect the account whose farm has the nodes.
      </p>
    );
  return withNodes.map((farm) => <FarmNodes key={farm.id} farm={farm} {...props} />);
}

function FarmNodes({ farm, ...props }: NodeChoiceProps & { farm: NodeChoiceProps['farms'][number] }) {
  const list = useApi('listNodes', { query: { farmId: farm.id, sort: 'id', limit: 100 } }, { staleTime: 30_000 });
  const known = new Map(list.data?.items.map((node) => [node.id, node]));
  if (list.isPending) return <SkeletonRows rows={3} label={`Loading the nodes of ${farm.name}`} />;
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />;
  const rows = farm.nodeIds.map((id) => ({ id, node: known.get(id), ...props }));
  return (
    <Table
      caption={`Nodes of the farm ${farm.name}`}
      columns={columns}
      narrow={rows.map((row) => (
        <NarrowRow
          key={row.id}
          first={<Choose {...row} />}
          amount={<Estimate {...row} />}
          second={row.node ? `${nodePlace(row.node)} · ${resourceWords(row.node)}` : unlisted}
          age={row.node && <StatusBadge status={nodeStatus(row.node.status)} />}
        />
      ))}
    >
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell head>
            <Choose {...row} />
          </Cell>
          {row.node ? (
            <>
              <Cell>{nodePlace(row.node)}</Cell>
              <Cell>
                <StatusBadge status={nodeStatus(row.node.status)} />
              </Cell>
              <Cell wideOnly className="text-text-2">
                {resourceWords(row.node)}
              </Cell>
              <Cell numeric>{uptimeWords(row.node.uptimePercent)}</Cell>
            </>
          ) : (
            <Cell colSpan={4} className="text-text-3">
              {unlisted}
            </Cell>
          )}
          <Cell numeric>
            <Estimate {...row} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const unlisted = 'The grid does not list it yet; it can be chosen once it has reported.';

const resourceWords = ({ total }: Node): string =>
  [coresWords(total.cpu), memoryWords(total.memoryMb), `${diskWords(total.ssdGb)} SSD`]
    .map((part) => part.replaceAll(' ', '\u00a0'))
    .join(', ');

interface RowProps extends NodeChoiceProps {
  id: number;
  node: Node | undefined;
}

function Choose({ id, node, chosen, offered, onChange }: RowProps) {
  if (offered.has(id)) return <>Node {id}, offered already</>;
  if (!node) return <>Node {id}</>;
  return (
    <Checkbox
      label={`Node ${id}`}
      checked={chosen.includes(id)}
      onChange={(event) =>
        onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
      }
    />
  );
}

function Estimate({ id, node, onEstimate }: RowProps) {
  return (
    node && (
      <Button small kind="quiet" onClick={() => onEstimate(id)}>
        What would it earn?<span className="sr-only"> Node {id}</span>
      </Button>
    )
  );
}
