import type { MaintenanceWindow } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSort } from '../ui/use-sort.ts';
import { CancelWindow } from './cancel-window.tsx';
import { type Scope, scopes } from './scope.ts';
import { WindowForm } from './window-form.tsx';
import { WindowTable, windowSorts } from './window-table.tsx';

const PAGE_SIZE = 50;
type Open = { act: 'schedule' } | { act: 'change' | 'cancel'; window: MaintenanceWindow };

export const ProviderMaintenancePage = () => <MaintenancePage scope="provider" />;
export const OperatorMaintenancePage = () => <MaintenancePage scope="operator" />;

/** Announced windows: of the provider's own nodes, or of all. Who is affected is told as a number only. */
function MaintenancePage({ scope }: { scope: Scope }) {
  const { path, list: operation } = scopes[scope];
  const { show } = useSearch({ strict: false });
  const navigate = useNavigate({ from: path });
  const [open, setOpen] = useState<Open>();
  const { sort, by } = useSort(windowSorts, '-starts');
  const filter = { state: show === 'past' ? ('past' as const) : ('upcoming' as const), sort };
  const pages = usePages(filter);
  const list = useApi(
    operation,
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 30_000 },
  );
  const items = list.data?.items;
  const close = () => setOpen(undefined);
  return (
    <Page
      title="Maintenance"
      actions={
        <>
          <ExportCsv save={() => downloadCsv(operation, filter, 'maintenance')} />
          <Button kind="primary" onClick={() => setOpen({ act: 'schedule' })}>
            Schedule a window
          </Button>
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Show"
            hideLabel
            className="w-52"
            value={filter.state}
            options={[
              { id: 'upcoming', name: 'Now and to come' },
              { id: 'past', name: 'Over or cancelled' },
            ]}
            onChange={(id) => void navigate({ search: id === 'past' ? { show: 'past' } : {} })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={4} label="Loading the windows" />}
        {items?.length === 0 && (
          <Empty title={filter.state === 'upcoming' ? 'No maintenance is planned' : 'There was no maintenance yet'}>
            Announce when a node may be down: everybody with a server on it is told now, a day before, at the start and
            at the end. The time does not count against the node's uptime.
          </Empty>
        )}
        {items && items.length > 0 && (
          <WindowTable items={items} by={by} onAct={(act, window) => setOpen({ act, window })} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel
        title={open?.act === 'change' ? `Change the window of node ${open.window.nodeId}` : 'Schedule a window'}
        open={open !== undefined && open.act !== 'cancel'}
        onClose={close}
      >
        {open && open.act !== 'cancel' && (
          <WindowForm scope={scope} window={open.act === 'change' ? open.window : undefined} onDone={close} />
        )}
      </SidePanel>
      {open?.act === 'cancel' && <CancelWindow scope={scope} window={open.window} onClose={close} />}
    </Page>
  );
}
