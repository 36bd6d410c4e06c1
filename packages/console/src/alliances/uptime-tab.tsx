import type { AllianceUptime } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { MonthSelect } from '../payouts/month-select.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { useOwnAlliance } from './use-alliance.ts';

/** What was promised for a month, how the nodes did, and what it costs whoever fell short. */
export function UptimeTab() {
  const alliance = useOwnAlliance();
  const params = { id: alliance.id };
  const { month } = useSearch({ from: '/console/provider/alliances/$slug' });
  const navigate = useNavigate({ from: '/provider/alliances/$slug/uptime' });
  const report = useApi(
    'getAllianceUptime',
    { params, query: { month } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );
  const found = report.data;
  return (
    <>
      <ProblemNotice error={report.error} retry={() => void report.refetch()} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <MonthSelect month={month} onChange={(next) => void navigate({ search: { month: next } })} />
        <ExportCsv
          save={() => downloadCsv('getAllianceUptime', { month }, `alliance-uptime-${found?.month ?? ''}`, params)}
        />
      </div>
      <Card flush>
        {report.isPending && <SkeletonRows rows={3} label="Loading the uptime" />}
        {found?.items.length === 0 && (
          <Empty title="No node counted for a whole day of this month">
            A node is measured on the days on which it counts from midnight to midnight, UTC.
          </Empty>
        )}
        {found && found.items.length > 0 && <Nodes found={found} />}
      </Card>
      <p className="max-w-prose px-4 text-small text-text-2">
        {found?.judged
          ? 'This month is closed: what is credited was posted once. '
          : 'As it would be if the month ended with yesterday. '}
        Below the promise, users get back the part of their charge that the node was down, out of what its provider
        earned on it through the alliance and never more than that. Announced maintenance counts neither way. Nobody
        bears the rest.
      </p>
    </>
  );
}

const columns: Column[] = [
  { name: 'Node' },
  { name: 'Promise', numeric: true },
  { name: 'Measured', numeric: true },
  { name: 'Kept' },
  { name: 'Earned on it', numeric: true, wideOnly: true },
  { name: 'For downtime', numeric: true, wideOnly: true },
  { name: 'Credited', numeric: true },
];

type Item = AllianceUptime['items'][number];

function Nodes({ found }: { found: AllianceUptime }) {
  return (
    <Table
      caption="Uptime by node"
      columns={columns}
      narrow={found.items.map((item) => (
        <NarrowRow
          key={`${item.nodeId}/${item.memberId}`}
          first={`Node ${item.nodeId} of ${item.name}`}
          amount={<MoneyText money={item.credited} style="ledger" />}
          second={<StatusBadge status={keptStatus(item)} />}
          age={measuredWords(item)}
        />
      ))}
    >
      {found.items.map((item) => (
        <Row key={`${item.nodeId}/${item.memberId}`}>
          <Cell>
            <span className="figures">{item.nodeId}</span> <span className="text-text-2">of {item.name}</span>
          </Cell>
          <Cell numeric className="text-text-2">
            {`${item.promisedPercent} %`}
          </Cell>
          <Cell numeric>{measuredWords(item)}</Cell>
          <Cell>
            <StatusBadge
              status={keptStatus(item)}
              reason={item.kept === false ? `down ${item.downMinutes} min` : undefined}
            />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.earned} style="ledger" />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.wanted} style="ledger" />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.credited} style="ledger" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const measuredWords = ({ measuredPercent }: Item) =>
  measuredPercent === null ? 'not known yet' : `${measuredPercent} %`;

function keptStatus({ kept }: Item): Status {
  if (kept === null) return { family: 'off', shape: 'ring', word: 'Unknown' };
  return kept ? { family: 'ok', shape: 'disc', word: 'Kept' } : { family: 'warn', shape: 'triangle', word: 'Below' };
}
