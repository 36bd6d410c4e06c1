import type { PricePreview } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoney } from '../ui/money.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';

type Size = PricePreview['sizes'][number];
type Range = Size['now'];

const columns: Column[] = [
  { name: 'Size' },
  { name: 'Grid list price', numeric: true },
  { name: 'Price now', numeric: true },
  { name: 'Price then', numeric: true },
  { name: 'Least margin', numeric: true },
  { name: 'Note' },
];

/** What everybody would see: per month, without an address, over the nodes that are on offer. */
export function SizeEffect({ preview, dirty }: { preview: PricePreview; dirty: boolean }) {
  const { sizes, nodesOnOffer } = preview;
  return (
    <Card flush title="Public prices per month">
      {sizes.length === 0 ? (
        <Empty title="No node is on offer now">Prices can be shown when the grid has nodes again.</Empty>
      ) : (
        <>
          <Table
            caption="Effect on public prices"
            columns={columns}
            narrow={sizes.map((size) => (
              <NarrowRow
                key={`${size.appId} ${size.sizeId}`}
                first={nameOf(size)}
                amount={<span className="figures">{rangeWords(dirty ? size.next : size.now)}</span>}
                second={
                  <>
                    {dirty ? `now ${rangeWords(size.now)}` : `grid ${rangeWords(size.grid)}`}
                    {size.nodesBelowGrid > 0 && (
                      <span className="block text-warn">{belowWords(size.nodesBelowGrid)}</span>
                    )}
                  </>
                }
                age={`margin ${marginWords(size)}`}
              />
            ))}
          >
            {sizes.map((size) => (
              <Row key={`${size.appId} ${size.sizeId}`}>
                <Cell head>{nameOf(size)}</Cell>
                <Cell numeric className="text-text-2">
                  {rangeWords(size.grid)}
                </Cell>
                <Cell numeric>{rangeWords(size.now)}</Cell>
                <Cell numeric className={same(size) ? 'text-text-3' : 'font-medium'}>
                  {same(size) ? 'as now' : rangeWords(size.next)}
                </Cell>
                <Cell numeric>{marginWords(size)}</Cell>
                <Cell>{size.nodesBelowGrid > 0 && <Below count={size.nodesBelowGrid} />}</Cell>
              </Row>
            ))}
          </Table>
          <p className="border-t border-line px-4 py-3 text-small text-text-3">
            {`Over ${nodesOnOffer.toLocaleString()} nodes on offer, without a public IPv4 address; a month is 720 hours. The margin is what is left of the price above the list price, before your staking discount.`}
          </p>
        </>
      )}
    </Card>
  );
}

function Below({ count }: { count: number }) {
  return <StatusBadge status={{ family: 'warn', shape: 'triangle', word: belowWords(count) }} />;
}

const belowWords = (count: number) => `below the list price on ${count} ${count === 1 ? 'node' : 'nodes'}`;

const marginWords = ({ marginPercent }: Size) => `${marginPercent.toFixed(1).replace('-', '−')} %`;
const nameOf = ({ appName, sizeName }: Size) => `${appName}, ${sizeName}`;
const same = ({ now, next }: Size) => JSON.stringify(now) === JSON.stringify(next);

function rangeWords({ from, to }: Range): string {
  const [least, most] = [formatMoney(from), formatMoney(to)];
  return least === most ? least : `${least} – ${most}`;
}
