import { Link } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { Kpi } from '../overview/kpi.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { TreasuryTabs } from '../treasury/treasury-tabs.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { levelWord } from './float-words.ts';
import { LadderCard } from './ladder-card.tsx';
import { RunwayKpi } from './runway-kpi.tsx';
import { StakingTable } from './staking-table.tsx';

const PAGE_SIZE = 50;

/** What the size of the float saves, contract by contract, and what the next level needs. */
export function StakingPage() {
  const pages = usePages({});
  const summary = useApi('getStaking', undefined, { refetchInterval: 15_000 });
  const list = useApi(
    'listStakingContracts',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 15_000, placeholderData: (old) => old },
  );
  const found = summary.data;
  const contracts = list.data;
  return (
    <Page title="Treasury">
      <TreasuryTabs />
      <ProblemNotice error={summary.error} retry={() => void summary.refetch()} />
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <Kpi
          label="Saved per month"
          value={found && <TftText amount={found.savingMonthlyTft} />}
          note={found && <SavedNote saving={found.savingMonthly} list={found.listMonthlyTft} />}
        />
        <Kpi
          label="Of it by the stash"
          value={found && <TftText amount={found.stashSavingMonthlyTft} />}
          note={found && (found.stashAddress ? <StashNote tft={found.stashTft} /> : 'no stash is bonded to the twin')}
        />
        <Kpi
          label="Missing for the next level"
          value={found && (found.next ? <TftText amount={found.next.missingTft} /> : '–')}
          note={found && <NextNote found={found} />}
        />
        <RunwayKpi runway={found?.runway} />
      </div>
      {found && <LadderCard summary={found} />}
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card
        flush
        title="Contracts"
        actions={<ExportCsv save={() => downloadCsv('listStakingContracts', {}, 'staking')} />}
      >
        {list.isPending && <SkeletonRows rows={5} label="Loading the contracts" />}
        {contracts?.items.length === 0 && (
          <Empty title="Nothing runs now">
            Each deployment has a contract on the chain; its level and what it saves stand here.
          </Empty>
        )}
        {contracts && contracts.items.length > 0 && <StakingTable items={contracts.items} />}
        {contracts && (
          <Pager pages={pages} nextCursor={contracts.nextCursor} shown={contracts.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <p className="text-small text-text-2">
        What of the discount customers get is a part of the price rule:{' '}
        <Link to="/operator/pricing" className="link">
          Pricing
        </Link>
        .
      </p>
    </Page>
  );
}

type Summary = NonNullable<ReturnType<typeof useApi<'getStaking'>>['data']>;

const SavedNote = ({ saving, list }: { saving: Summary['savingMonthly']; list: string }) => (
  <>
    <MoneyText money={saving} /> of <TftText amount={list} /> at list price
  </>
);

const StashNote = ({ tft }: { tft: string }) => (
  <>
    counts with <TftText amount={tft} />, never pays
  </>
);

function NextNote({ found: { next, contracts } }: { found: Summary }) {
  if (!next) return contracts === 0 ? 'nothing runs now' : 'every contract has the highest';
  return (
    <>
      {`${levelWord(next.level)} for ${next.contracts} ${next.contracts === 1 ? 'contract' : 'contracts'}, saves `}
      <TftText amount={next.savingMonthlyTft} /> / month
    </>
  );
}
