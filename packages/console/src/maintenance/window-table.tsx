import type { MaintenanceWindow } from '@marketplace/contract';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { ActionMenu } from '../ui/action-menu.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { SortedBy } from '../ui/use-sort.ts';
import { affectedWords, windowStatus } from './window-words.ts';

export const windowSorts = ['node', 'starts', 'ends', 'deployments'] as const;
type By = SortedBy<(typeof windowSorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Node', ...by('node') },
  { name: 'Place', wideOnly: true },
  { name: 'Status' },
  { name: 'From', ...by('starts') },
  { name: 'Until', ...by('ends') },
  { name: 'Affects', ...by('deployments') },
  { name: <span className="sr-only">Actions</span> },
];

interface WindowTableProps {
  items: MaintenanceWindow[];
  by: By;
  onAct: (act: 'change' | 'cancel', window: MaintenanceWindow) => void;
}

export function WindowTable({ items, by, onAct }: WindowTableProps) {
  return (
    <Table
      caption="Maintenance windows"
      columns={columnsOf(by)}
      narrow={items.map((window) => (
        <NarrowRow
          key={window.id}
          first={
            <span className="inline-flex flex-wrap items-center gap-x-3">
              Node {window.nodeId}
              <StatusBadge status={windowStatus[window.state]} />
            </span>
          }
          amount={<Acts window={window} onAct={onAct} />}
          second={
            <>
              <TimeText at={window.startsAt} /> to <TimeText at={window.endsAt} />
            </>
          }
          age={affectedWords(window.affected)}
        />
      ))}
    >
      {items.map((window) => (
        <Row key={window.id}>
          <Cell head>{window.nodeId}</Cell>
          <Cell wideOnly className="text-text-2">
            {window.place ?? '–'}
          </Cell>
          <Cell>
            <StatusBadge status={windowStatus[window.state]} />
          </Cell>
          <Cell>
            <TimeText at={window.startsAt} />
          </Cell>
          <Cell>
            <TimeText at={window.endsAt} />
          </Cell>
          <Cell className="text-text-2" title={window.comment ?? undefined}>
            {affectedWords(window.affected)}
          </Cell>
          <Cell className="w-12 text-end">
            <Acts window={window} onAct={onAct} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Acts({ window, onAct }: { window: MaintenanceWindow; onAct: WindowTableProps['onAct'] }) {
  if (window.state === 'completed' || window.state === 'cancelled') return null;
  return (
    <ActionMenu
      label={`Actions for the window of node ${window.nodeId}`}
      trigger={<EllipsisVertical className="size-4" strokeWidth={1.75} />}
      actions={[
        { name: 'Change', act: () => onAct('change', window) },
        {
          name: window.state === 'ongoing' ? 'End early' : 'Cancel the window',
          act: () => onAct('cancel', window),
          danger: true,
        },
      ]}
    />
  );
}
