import type { ReconciliationFinding } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { findingWords } from './finding-words.ts';

const columns: Column[] = [{ name: 'What differs' }, { name: 'Expected' }, { name: 'Found' }, { name: 'Since' }];
const PAGE_SIZE = 50;

/** Every difference, with what to do about it; it ends by itself when a later comparison does not find it. */
export function Findings() {
  const { show } = useSearch({ from: '/console/operator/reconciliation' });
  const navigate = useNavigate({ from: '/operator/reconciliation' });
  const filter = { status: show ?? ('open' as const) };
  const pages = usePages(filter);
  const list = useApi(
    'listReconciliationFindings',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 10_000 },
  );
  const items = list.data?.items;
  return (
    <Card
      flush
      title="Findings"
      actions={
        <>
          <Select
            label="Show"
            hideLabel
            className="w-36"
            value={filter.status}
            options={[
              { id: 'open', name: 'Open' },
              { id: 'resolved', name: 'Resolved' },
            ]}
            onChange={(id) => void navigate({ search: id === 'resolved' ? { show: 'resolved' } : {} })}
          />
          <ExportCsv save={() => downloadCsv('listReconciliationFindings', filter, 'findings')} />
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && <SkeletonRows rows={3} label="Loading the findings" />}
      {items?.length === 0 && (
        <Empty title={filter.status === 'open' ? 'No difference is known' : 'No difference was resolved yet'}>
          A finding names what was expected and what was found. It ends when a later comparison finds no difference.
        </Empty>
      )}
      {items && items.length > 0 && <Rows items={items} />}
      {list.data && (
        <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
      )}
    </Card>
  );
}

function Rows({ items }: { items: ReconciliationFinding[] }) {
  return (
    <Table
      caption="Findings, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<What item={item} />}
          second={`Expected ${item.expected}, found ${item.found}`}
          age={<Since item={item} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head className="max-w-md align-top">
            <What item={item} />
          </Cell>
          <Cell className="align-top text-text-2">{item.expected}</Cell>
          <Cell className="align-top">{item.found}</Cell>
          <Cell className="align-top">
            <Since item={item} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function What({ item }: { item: ReconciliationFinding }): ReactNode {
  const { title, todo } = findingWords(item.kind);
  return (
    <>
      <span className="block">{title}</span>
      <code className="block font-mono text-mono font-normal break-all text-text-2">{item.subject}</code>
      {item.resolvedAt === null && <span className="block text-small font-normal text-text-2">{todo}</span>}
    </>
  );
}

function Since({ item }: { item: ReconciliationFinding }) {
  return item.resolvedAt ? (
    <>
      ended <TimeText at={item.resolvedAt} style="ago" />
    </>
  ) : (
    <TimeText at={item.firstSeenAt} style="ago" />
  );
}
