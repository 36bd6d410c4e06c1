import type { OperatorTask } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { type SortedBy, useSort } from '../ui/use-sort.ts';
import { TaskPanel } from './task-panel.tsx';
import { taskWords } from './task-words.ts';

const PAGE_SIZE = 50;
const sorts = ['urgency', 'kind', 'due', 'created'] as const;
type By = SortedBy<(typeof sorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'What', ...by('urgency') },
  { name: 'About', wideOnly: true, ...by('kind') },
  { name: 'Answer by', ...by('due') },
  { name: 'Since', ...by('created') },
];
export const taskSeverity = {
  info: { family: 'off', shape: 'ring', word: 'Can wait' },
  warn: { family: 'warn', shape: 'triangle', word: 'Soon' },
  urgent: { family: 'bad', shape: 'octagon', word: 'Urgent' },
} as const;

/** One queue of everything that needs a person: the most urgent and the oldest first. */
export function TasksPage() {
  const { state, task, sort: inAddress } = useSearch({ from: '/console/operator/tasks' });
  const navigate = useNavigate({ from: '/operator/tasks' });
  const { sort, by } = useSort(sorts, 'urgency');
  const filter = { state: state ?? ('open' as const), sort };
  const pages = usePages(filter);
  const list = useApi(
    'listTasks',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  const kept = { ...(state ? { state } : {}), ...(inAddress ? { sort: inAddress } : {}) };
  const chosen = items?.find(({ id }) => id === task);
  return (
    <Page
      title="Tasks"
      beside={list.data && <span className="text-small text-text-3">{list.data.openCount} open</span>}
      actions={<ExportCsv save={() => downloadCsv('listTasks', filter, 'tasks')} />}
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Show"
            hideLabel
            className="w-44"
            value={filter.state}
            options={[
              { id: 'open', name: 'Open' },
              { id: 'done', name: 'Done' },
            ]}
            onChange={(id) => void navigate({ search: id === 'done' ? { state: 'done' } : {} })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={6} label="Loading the tasks" />}
        {items?.length === 0 && (
          <Empty title={filter.state === 'open' ? 'Nothing waits for you' : 'Nothing was done yet'}>
            What the marketplace cannot decide by itself is listed here, with its facts and what can be done.
          </Empty>
        )}
        {items && items.length > 0 && (
          <TaskTable items={items} by={by} onOpen={(id) => void navigate({ search: { ...kept, task: id } })} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel
        title={chosen ? taskWords(chosen).title : 'Task'}
        open={chosen !== undefined}
        onClose={() => void navigate({ search: kept, replace: true })}
      >
        {chosen && <TaskPanel task={chosen} onDone={() => void navigate({ search: kept, replace: true })} />}
      </SidePanel>
    </Page>
  );
}

function TaskTable({ items, by, onOpen }: { items: OperatorTask[]; by: By; onOpen: (id: string) => void }) {
  return (
    <Table
      caption="Tasks"
      columns={columnsOf(by)}
      narrow={items.map((task) => (
        <NarrowRow
          key={task.id}
          first={<OpenTask task={task} onOpen={onOpen} />}
          second={<span className="break-all">{task.subject}</span>}
          age={<TimeText at={task.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((task) => (
        <Row key={task.id}>
          <Cell head>
            <OpenTask task={task} onOpen={onOpen} />
          </Cell>
          <Cell wideOnly className="max-w-96 truncate text-text-2" title={task.detail}>
            {task.detail}
          </Cell>
          <Cell>{task.dueAt ? <TimeText at={task.dueAt} /> : '–'}</Cell>
          <Cell>
            <TimeText at={task.createdAt} style="ago" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function OpenTask({ task, onOpen }: { task: OperatorTask; onOpen: (id: string) => void }) {
  const { family, shape, word } = taskSeverity[task.severity];
  return (
    <span className="flex items-center gap-2">
      <StatusMark family={family} shape={shape} />
      <span className="sr-only">{word}: </span>
      <button type="button" className="link rounded-badge text-start font-medium" onClick={() => onOpen(task.id)}>
        {taskWords(task).title}
      </button>
    </span>
  );
}
