import type { Alliance } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSession } from '../session/session.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { allianceKinds } from './alliance-search.ts';
import { countWords, kindWords } from './alliance-words.ts';

const PAGE_SIZE = 50;

/** Every alliance that works, for everybody. */
export function AlliancesPage() {
  const { kind } = useSearch({ from: '/console/alliances' });
  const navigate = useNavigate({ from: '/alliances' });
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim()) || undefined;
  const signedIn = useSession().status === 'signed-in';
  const filter = { kind, q };
  const pages = usePages(filter);
  const list = useApi(
    'listAlliances',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 60_000 },
  );
  const items = list.data?.items;
  const filtered = kind !== undefined || q !== undefined;
  const clear = () => {
    setTyped('');
    void navigate({ search: {} });
  };
  return (
    <Page
      title="Alliances"
      summary="Providers who offer their nodes together, with one promise of uptime."
      actions={
        <>
          <ExportCsv save={() => downloadCsv('listAlliances', filter, 'alliances')} />
          {signedIn && (
            <Link to="/provider/alliances" className={buttonClass()}>
              Your alliances
            </Link>
          )}
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by name</span>}
            placeholder="Filter by name"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Kind"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={kind ?? 'all'}
            options={[{ id: 'all', name: 'All kinds' }, ...allianceKinds.map((id) => ({ id, name: kindWords[id] }))]}
            onChange={(id) =>
              void navigate({ search: id === 'all' ? {} : { kind: id as (typeof allianceKinds)[number] } })
            }
          />
        </div>
        {list.isPending && <SkeletonRows rows={4} label="Loading the alliances" />}
        {items?.length === 0 && <Nothing filtered={filtered} onClear={clear} />}
        {items && items.length > 0 && <AllianceTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered)
    return (
      <Empty title="No alliance fits" action={<Button onClick={onClear}>Clear the filters</Button>}>
        Search by part of the name, or drop the kind.
      </Empty>
    );
  return (
    <Empty
      title="There is no alliance yet"
      action={
        <Link to="/nodes" className={buttonClass()}>
          See all nodes
        </Link>
      }
    >
      Providers may join forces here and offer their nodes under one name.
    </Empty>
  );
}

const columns: Column[] = [
  { name: 'Alliance' },
  { name: 'Kind' },
  { name: 'Promised uptime', numeric: true },
  { name: 'Measured, 90 d', numeric: true },
  { name: 'Members', numeric: true, wideOnly: true },
  { name: 'Nodes online', numeric: true },
  { name: 'From / month', numeric: true },
];

function AllianceTable({ items }: { items: Alliance[] }) {
  return (
    <Table
      caption="Alliances, newest first"
      columns={columns}
      narrow={items.map((alliance) => (
        <NarrowRow
          key={alliance.id}
          first={<AllianceLink alliance={alliance} />}
          amount={alliance.monthlyFrom ? <MoneyText money={alliance.monthlyFrom} per="month" /> : '–'}
          second={`${kindWords[alliance.kind]} · ${alliance.slaPercent} % promised`}
          age={countWords(alliance.nodes.given, 'node')}
        />
      ))}
    >
      {items.map((alliance) => (
        <Row key={alliance.id}>
          <Cell head>
            <AllianceLink alliance={alliance} />
          </Cell>
          <Cell className="text-text-2">{kindWords[alliance.kind]}</Cell>
          <Cell numeric>{alliance.slaPercent} %</Cell>
          <Cell numeric>{uptimeWords(alliance.uptimePercent)}</Cell>
          <Cell numeric wideOnly>
            {alliance.memberCount}
          </Cell>
          <Cell numeric>
            {alliance.nodes.online} of {alliance.nodes.given}
          </Cell>
          <Cell numeric>{alliance.monthlyFrom ? <MoneyText money={alliance.monthlyFrom} /> : '–'}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function AllianceLink({ alliance: { name, slug } }: { alliance: Alliance }) {
  return (
    <Link to="/alliances/$slug" params={{ slug }} className="link">
      {name}
    </Link>
  );
}
