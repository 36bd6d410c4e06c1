import type { AuditLine } from '@marketplace/contract';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { SortedBy } from '../ui/use-sort.ts';
import { actorName } from './actor-name.ts';

export const auditSorts = ['action', 'object', 'actor', 'at'] as const;

interface AuditTableProps {
  items: AuditLine[];
  by: SortedBy<(typeof auditSorts)[number]>['by'];
  onOpen: (line: AuditLine) => void;
}

export function AuditTable({ items, by, onOpen }: AuditTableProps) {
  const columns: Column[] = [
    { name: 'Act', ...by('action') },
    { name: 'Object', ...by('object') },
    { name: 'By', ...by('actor') },
    { name: 'Reason', wideOnly: true },
    { name: 'When', ...by('at') },
  ];
  return (
    <Table
      caption="Audit log"
      columns={columns}
      narrow={items.map((line) => (
        <NarrowRow
          key={line.id}
          first={<OpenLine line={line} onOpen={onOpen} />}
          second={<span className="break-all">{line.object}</span>}
          age={<TimeText at={line.at} style="ago" />}
        />
      ))}
    >
      {items.map((line) => (
        <Row key={line.id}>
          <Cell head>
            <OpenLine line={line} onOpen={onOpen} />
          </Cell>
          <Cell className="max-w-72 truncate font-mono text-mono" title={line.object}>
            {line.object}
          </Cell>
          <Cell className="max-w-56 truncate">{actorName(line)}</Cell>
          <Cell wideOnly className="max-w-72 truncate text-text-2">
            {line.reason ?? '–'}
          </Cell>
          <Cell>
            <TimeText at={line.at} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function OpenLine({ line, onOpen }: { line: AuditLine; onOpen: (line: AuditLine) => void }) {
  return (
    <button type="button" className="link rounded-badge text-start font-medium" onClick={() => onOpen(line)}>
      {line.action}
    </button>
  );
}
