import type { AuditLine } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { useSort } from '../ui/use-sort.ts';
import { AuditDetails } from './audit-details.tsx';
import { AuditTable, auditSorts } from './audit-table.tsx';
import { ChainCheck } from './chain-check.tsx';

const PAGE_SIZE = 50;

/** Who did what to what, when and from where; and whether the log is as it was written. */
export function AuditPage() {
  const search = useSearch({ from: '/console/operator/audit' });
  const navigate = useNavigate({ from: '/operator/audit' });
  const [typed, setTyped] = useState(search.object ?? '');
  const object = useSettled(typed.trim()) || undefined;
  const { sort, by } = useSort(auditSorts, '-at');
  const filter = { object, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listAudit',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items;
  const open = (line?: AuditLine) =>
    void navigate({
      search: {
        ...(object ? { object } : {}),
        ...(search.sort ? { sort: search.sort } : {}),
        ...(line ? { line: line.id } : {}),
      },
      replace: !line,
    });
  const chosen = items?.find(({ id }) => id === search.line);
  return (
    <Page title="Audit log" actions={<ExportCsv save={() => downloadCsv('listAudit', filter, 'audit')} />}>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <ChainCheck />
      <Card flush>
        <div className="p-4">
          <TextField
            label={<span className="sr-only">Filter by object</span>}
            placeholder="Object, such as settings or user:…"
            type="search"
            className="w-80 max-w-full"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the audit log" />}
        {items?.length === 0 && (
          <Empty title={object ? 'Nothing was done to this object' : 'Nothing was recorded yet'}>
            Every act of an operator or provider that changes something gets a line here.
          </Empty>
        )}
        {items && items.length > 0 && <AuditTable items={items} by={by} onOpen={open} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel title={chosen?.action ?? 'Line'} open={chosen !== undefined} onClose={() => open()}>
        {chosen && <AuditDetails line={chosen} />}
      </SidePanel>
    </Page>
  );
}
