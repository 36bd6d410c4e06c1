import type { AllianceEarnings } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { MonthSelect } from '../payouts/month-select.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { formatDay } from '../ui/time.ts';
import { EarningsByHour } from './earnings-by-hour.tsx';
import { useOwnAlliance } from './use-alliance.ts';

const PAGE_SIZE = 30;

/** What the nodes of the alliance earned in a month and how it was divided; all members see the same. */
export function EarningsTab() {
  const alliance = useOwnAlliance();
  const params = { id: alliance.id };
  const { month } = useSearch({ from: '/console/provider/alliances/$slug' });
  const navigate = useNavigate({ from: '/provider/alliances/$slug/earnings' });
  const pages = usePages(month);
  const list = useApi(
    'getAllianceEarnings',
    { params, query: { month, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );
  const found = list.data;
  return (
    <>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <MonthSelect month={month} onChange={(next) => void navigate({ search: { month: next } })} />
        <ExportCsv
          save={() => downloadCsv('getAllianceEarnings', { month }, `alliance-earnings-${found?.month ?? ''}`, params)}
        />
      </div>
      <Figures found={found} />
      <Card title="Days and nodes" flush>
        {list.isPending && <SkeletonRows rows={4} label="Loading the earnings" />}
        {found?.items.length === 0 && (
          <Empty title="Nothing was earned in this month">
            A node counts from the hour that begins after it was given. Each hour that is charged on it is shown here.
          </Empty>
        )}
        {found && found.items.length > 0 && <Days items={found.items} />}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
      <EarningsByHour allianceId={alliance.id} month={month} />
      <p className="px-4 text-small text-text-2">
        Your part stands on your{' '}
        <Link to="/provider/earnings/statement" className="text-link underline">
          statement
        </Link>{' '}
        and is paid out with everything else that you earn.
        {found && toUnits(found.chain.usd.amount) > 0n
          ? ` Beside it the chain itself paid ${formatMoney(found.chain.usd)} to the farms of these nodes; that is never divided.`
          : ' What the chain itself pays to farms is never divided.'}
      </p>
    </>
  );
}

function Figures({ found }: { found: AllianceEarnings | undefined }) {
  const own = found?.members.find(({ you }) => you);
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Kpi
        label="Earned together"
        value={found && <MoneyText money={found.total} />}
        note="by all nodes in the month"
      />
      <Kpi label="Not closed yet" value={found && <MoneyText money={found.pending} />} note="divided as of now" />
      <Kpi
        label="Your part"
        value={found && <MoneyText money={own?.share ?? { currency: 'USD', amount: '0.0000000' }} />}
        note={own && toUnits(own.fee.amount) > 0n ? `${formatMoney(own.fee)} of it is fee` : 'on your statement'}
      />
      <Kpi
        label="Others"
        value={found && others(found)}
        note={found && found.members.length > 1 ? 'in the month' : 'nobody yet'}
      />
    </div>
  );
}

function others({ members }: AllianceEarnings) {
  const rest = members.filter(({ you }) => !you);
  if (rest.length === 0) return '–';
  return (
    <span className="grid text-body font-normal">
      {rest.map(({ memberId, name, share }) => (
        <span key={memberId}>
          {name} <MoneyText money={share} />
        </span>
      ))}
    </span>
  );
}

const columns: Column[] = [
  { name: 'Day' },
  { name: 'Node' },
  { name: 'Version' },
  { name: 'Parts' },
  { name: 'Earned', numeric: true },
];

function Days({ items }: { items: AllianceEarnings['items'] }) {
  return (
    <Table
      caption="Days and nodes, the latest day first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={keyOf(item)}
          first={`${formatDay(item.day, 'UTC')} · node ${item.nodeId}`}
          amount={<MoneyText money={item.total} style="ledger" />}
          second={<Parts item={item} />}
          age={versionWords(item)}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={keyOf(item)}>
          <Cell className="whitespace-nowrap text-text-2">
            <time dateTime={item.day}>{formatDay(item.day, 'UTC')}</time>
          </Cell>
          <Cell className="figures">{item.nodeId}</Cell>
          <Cell className="whitespace-nowrap text-text-2">{versionWords(item)}</Cell>
          <Cell>
            <Parts item={item} />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.total} style="ledger" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

type Item = AllianceEarnings['items'][number];
const keyOf = ({ day, nodeId, version }: Item) => `${day}/${nodeId}/${version}`;
const versionWords = ({ version, closed }: Item) =>
  `${version === null ? 'No agreement' : `Version ${version}`}${closed ? '' : ', open'}`;

const Parts = ({ item: { shares } }: { item: Item }) => (
  <span className="flex flex-wrap gap-x-4">
    {shares.map(({ memberId, name, share }) => (
      <span key={memberId} className="whitespace-nowrap">
        <span className="text-text-2">{name}</span> <MoneyText money={share} style="ledger" />
      </span>
    ))}
  </span>
);
