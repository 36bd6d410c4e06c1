import { BarChart } from '../ui/bar-chart.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { type MoneyStyle, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { runwayLevel, runwayWords } from '../ui/runway.ts';
import { RunwayBar } from '../ui/runway-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';

const amounts = ['84.1200000', '0.0347219', '0.0000012', '-4.1000000', '1000000.0000000', '0.0000000'];
const styles: MoneyStyle[] = ['amount', 'rate', 'ledger', 'exact'];

export function ShowSamples() {
  return (
    <>
      <Card title="Money" flush>
        <Table
          caption="The same amounts in each style"
          columns={[{ name: 'Amount' }, ...styles.map((name) => ({ name, numeric: true }))]}
          narrow={amounts.map((amount) => (
            <NarrowRow
              key={amount}
              first={amount}
              amount={<MoneyText money={{ currency: 'USD', amount }} />}
              second="as an amount"
            />
          ))}
        >
          {amounts.map((amount) => (
            <Row key={amount}>
              <Cell head>{amount}</Cell>
              {styles.map((style) => (
                <Cell key={style} numeric>
                  <MoneyText money={{ currency: 'USD', amount }} style={style} />
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      </Card>
      <Card title="Runway">
        <div className="grid gap-4 sm:grid-cols-3">
          {([552, 120, 9] as const).map((hours) => (
            <div key={hours} className="grid gap-1">
              <span>{runwayWords(hours)}</span>
              <RunwayBar
                available={String(hours)}
                held="30"
                full="600"
                level={runwayLevel(hours, toUnits('1'))}
                label={`${hours} h left`}
              />
            </div>
          ))}
        </div>
      </Card>
      <Card title="Facts, charts, nothing">
        <KeyValues
          facts={[
            ['Cores', '2'],
            ['Memory', '4 GB'],
            ['Place', 'Ghent, Belgium'],
          ]}
        />
        <BarChart caption="Charged per day" unit="US dollars, by UTC day" bars={days} />
      </Card>
      <Card flush>
        <Empty title="Nothing is deployed yet">A deployment is a server of yours on one node of the grid.</Empty>
        <SkeletonRows rows={3} label="Loading sample rows" />
      </Card>
    </>
  );
}

const days = Array.from({ length: 14 }, (_, at) => ({
  label: `2026-11-${String(at + 1).padStart(2, '0')}`,
  money: { currency: 'USD', amount: `${(at % 5) + 1}.2500000` },
}));
