import type { PriceVersion } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { changeWords } from './change-words.ts';

const columns: Column[] = [
  { name: 'Version' },
  { name: 'Holds from' },
  { name: 'Status' },
  { name: 'What it changed' },
  { name: 'Published by', wideOnly: true },
];
const PAGE_SIZE = 10;

const statuses: Record<PriceVersion['status'], Status> = {
  active: { family: 'ok', shape: 'disc', word: 'Holds now' },
  scheduled: { family: 'off', shape: 'ring', word: 'Announced' },
  superseded: { family: 'off', shape: 'struck', word: 'Replaced' },
  withdrawn: { family: 'off', shape: 'struck', word: 'Withdrawn' },
};

/** Every version, with who, when and what. */
export function PriceHistory({ apps }: { apps: readonly { id: string; name: string }[] }) {
  const pages = usePages('price versions');
  const list = useApi(
    'listPriceVersions',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items ?? [];
  const changes = (version: PriceVersion) =>
    version.changes.map((change) => changeWords(change, apps)).join('; ') || version.reason || 'No figure';
  return (
    <Card flush title="History">
      {list.error && (
        <div className="px-4 pb-4">
          <ProblemNotice error={list.error} retry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <SkeletonRows rows={3} label="Loading the history" />}
      {items.length > 0 && (
        <Table
          caption="Price versions, newest first"
          columns={columns}
          narrow={items.map((version) => (
            <NarrowRow
              key={version.version}
              first={`Version ${version.version}`}
              amount={<StatusBadge status={statuses[version.status]} />}
              second={changes(version)}
              age={<TimeText at={version.effectiveAt} style="day" />}
            />
          ))}
        >
          {items.map((version) => (
            <Row key={version.version}>
              <Cell head className="figures">
                {version.version}
              </Cell>
              <Cell>
                <TimeText at={version.effectiveAt} />
              </Cell>
              <Cell>
                <StatusBadge status={statuses[version.status]} />
              </Cell>
              <Cell className="text-text-2" title={version.reason ?? undefined}>
                {changes(version)}
              </Cell>
              <Cell wideOnly>{version.publishedBy?.name ?? 'Setup'}</Cell>
            </Row>
          ))}
        </Table>
      )}
      {list.data && <Pager pages={pages} nextCursor={list.data.nextCursor} shown={items.length} pageSize={PAGE_SIZE} />}
    </Card>
  );
}
