import type { AllianceFormula, FormulaSimulation } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { dollars, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { countWords } from './alliance-words.ts';

/** What a formula would have given over the last 30 days, beside what was given. */
export function Simulation({ allianceId, formula }: { allianceId: string; formula: AllianceFormula }) {
  const { data, error, refetch } = useQuery<FormulaSimulation, ApiError>({
    queryKey: ['simulateAllianceFormula', allianceId, formula],
    queryFn: ({ signal }) => api('simulateAllianceFormula', { params: { id: allianceId }, body: { formula }, signal }),
    retry: false,
  });
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} label="Computing the simulation" />;
  return (
    <div className="rounded-control border border-line">
      <Rows found={data} />
      <p className="border-t border-line px-4 py-2 text-small text-text-2">
        {data.hours === 0
          ? 'The nodes of the alliance earned nothing yet on a day that is closed.'
          : `Over the closed days of the last 30: ${countWords(data.hours, 'hour')} in which nodes of the alliance earned something.`}
      </p>
    </div>
  );
}

const columns: Column[] = [
  { name: 'Member' },
  { name: 'Got', numeric: true },
  { name: 'Would have got', numeric: true },
  { name: 'Difference', numeric: true },
];

function Rows({ found }: { found: FormulaSimulation }) {
  const lines = found.members.map((member) => ({
    ...member,
    difference: dollars(toUnits(member.would.amount) - toUnits(member.got.amount)),
  }));
  return (
    <Table
      caption="What each member got, and would have got"
      columns={columns}
      narrow={lines.map(({ memberId, name, got, would, difference }) => (
        <NarrowRow
          key={memberId}
          first={name}
          amount={<MoneyText money={would} style="ledger" />}
          second={
            <>
              got <MoneyText money={got} style="ledger" />
            </>
          }
          age={<MoneyText money={difference} style="ledger" signed />}
        />
      ))}
    >
      {lines.map(({ memberId, name, got, would, difference }) => (
        <Row key={memberId}>
          <Cell>{name}</Cell>
          <Cell numeric>
            <MoneyText money={got} style="ledger" />
          </Cell>
          <Cell numeric>
            <MoneyText money={would} style="ledger" />
          </Cell>
          <Cell numeric className="text-text-2">
            <MoneyText money={difference} style="ledger" signed />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
