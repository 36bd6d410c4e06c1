import type { StakingSummary } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Card } from '../ui/card.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { levelWord } from './float-words.ts';

/** The levels of the chain, and how many contracts stand on each. */
export function LadderCard({ summary }: { summary: StakingSummary }) {
  const { levels, withoutLevel, levelsAreOwn, source, passedOnPercent, discountSharePercent } = summary;
  const rows = [{ level: 'none', months: 0, percent: 0, contracts: withoutLevel }, ...levels];
  return (
    <Card
      flush
      title="Levels"
      actions={
        <Link to="/operator/treasury/alerts" className="link text-small">
          Change the levels
        </Link>
      }
    >
      <Table
        caption="Levels of the staking discount, the lowest first"
        columns={[
          { name: 'Level' },
          { name: 'From months of its own cost', numeric: true },
          { name: 'Discount', numeric: true },
          { name: 'Contracts now', numeric: true },
        ]}
        narrow={rows.map((row) => (
          <NarrowRow
            key={row.level}
            first={levelWord(row.level)}
            amount={`${row.percent} %`}
            second={row.level === 'none' ? 'below the first level' : `from ${row.months} months`}
            age={`${row.contracts} now`}
          />
        ))}
      >
        {rows.map((row) => (
          <Row key={row.level}>
            <Cell head>{levelWord(row.level)}</Cell>
            <Cell numeric>{row.level === 'none' ? '–' : row.months}</Cell>
            <Cell numeric>{row.percent} %</Cell>
            <Cell numeric>{row.contracts}</Cell>
          </Row>
        ))}
      </Table>
      <p className="border-line border-t px-4 py-3 text-small text-text-2">
        {`Each contract is measured alone against twin and stash together; the bound itself counts. Of the discount ${passedOnPercent} % is passed on in new prices; of the rest providers get ${discountSharePercent} %. `}
        {levelsAreOwn ? 'These are levels that you have set. The ones we know of: ' : 'Source: '}
        {source}.
      </p>
    </Card>
  );
}
