import type { TopUpPolicy, TopUpSimulation } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { AssetText } from '../treasury/asset-text.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { reasonWords, triggerWords } from './float-words.ts';

/** What a policy would have done in the last 30 days, from what was recorded each hour. */
export function SimulationCard({ policy }: { policy: TopUpPolicy }) {
  const simulation = useQuery<TopUpSimulation, ApiError>({
    queryKey: ['simulateTopUpPolicy', policy],
    queryFn: ({ signal }) => api('simulateTopUpPolicy', { body: policy, signal }),
  });
  const found = simulation.data;
  return (
    <Card flush title="With this policy the last 30 days would have">
      <div className="px-4">
        <ProblemNotice error={simulation.error} retry={() => void simulation.refetch()} />
      </div>
      {simulation.isPending && <SkeletonRows rows={3} label="Looking at what was recorded" />}
      {found?.hours === 0 && (
        <Empty title="Nothing was recorded yet">The float is written down once an hour; come back later.</Empty>
      )}
      {found && found.hours > 0 && <Outcome found={found} />}
    </Card>
  );
}

function Outcome({ found }: { found: TopUpSimulation }) {
  const waits = Object.entries(found.waits);
  return (
    <div className="grid gap-4 pb-4">
      <div className="px-4">
        <KeyValues
          facts={[
            ['Bought', `${found.topUps.length} ${found.topUps.length === 1 ? 'time' : 'times'}`],
            ['Spent', <AssetText key="spent" amount={found.spentUsdc} asset="USDC" />],
            ['Received', <TftText key="received" amount={found.receivedTft} />],
            ['Lowest balance', <Lowest key="lowest" found={found} />],
            ['Hours not paid', found.shortHours === 0 ? 'none' : String(found.shortHours)],
            ...(waits.length > 0
              ? [
                  [
                    'Would have waited',
                    waits.map(([reason, hours]) => `${hours} h: ${reasonWords(reason)}`).join('; '),
                  ] as const,
                ]
              : []),
            ['From', `${found.hours} recorded ${found.hours === 1 ? 'hour' : 'hours'}, as if USDC had no end`],
          ]}
        />
      </div>
      {found.topUps.length > 0 && (
        <Table
          caption="Top-ups that it would have made, oldest first"
          columns={[
            { name: 'When' },
            { name: 'Why' },
            { name: 'Spends', numeric: true },
            { name: 'Brings', numeric: true },
            { name: 'Balance then', numeric: true },
          ]}
          narrow={found.topUps.map((topUp) => (
            <NarrowRow
              key={topUp.at}
              first={<TimeText at={topUp.at} />}
              amount={<AssetText amount={topUp.spendUsdc} asset="USDC" />}
              second={why(topUp)}
              age={<TftText amount={topUp.usableTft} />}
            />
          ))}
        >
          {found.topUps.map((topUp) => (
            <Row key={topUp.at}>
              <Cell head>
                <TimeText at={topUp.at} />
              </Cell>
              <Cell>{why(topUp)}</Cell>
              <Cell numeric>
                <AssetText amount={topUp.spendUsdc} asset="USDC" />
              </Cell>
              <Cell numeric>
                <TftText amount={topUp.receivedTft} />
              </Cell>
              <Cell numeric>
                <TftText amount={topUp.usableTft} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  );
}

const Lowest = ({ found }: { found: TopUpSimulation }) => (
  <>
    <TftText amount={found.lowestTft} />, really <TftText amount={found.recordedLowestTft} />
  </>
);

const why = ({ trigger, asked }: TopUpSimulation['topUps'][number]): string =>
  `${triggerWords(trigger)}${asked ? ', after your yes' : ''}`;
