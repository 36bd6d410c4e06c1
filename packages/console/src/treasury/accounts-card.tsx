import type { TreasuryAccounts } from '@marketplace/contract';
import type { ReactNode } from 'react';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { AssetText } from './asset-text.tsx';

/** Two equations that hold to the unit at every moment, and what exchanging has cost. */
export function AccountsCard({ accounts: { usdc, tft, ...rest } }: { accounts: TreasuryAccounts }) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        <Card title="Where every USDC went">
          <Equation
            asset="USDC"
            total={['Came in', usdc.in]}
            parts={[
              ['On Stellar', usdc.here],
              ['Sold', usdc.sold],
              ['Cost of TFT on Stellar', usdc.tftHere],
              ['Cost of TFT in transit', usdc.inTransit],
              ['Cost of TFT on the chain', usdc.delivered],
              ['Cost of TFT sold', usdc.tftSold],
              ['Cost of bridge fees', usdc.bridgeFees],
            ]}
            difference={usdc.difference}
          />
        </Card>
        <Card title="Where every TFT went">
          <Equation
            asset="TFT"
            total={['Bought for USDC', tft.bought]}
            more={[
              ['There before, or recorded', tft.opening],
              ['Brought back from the chain', tft.broughtBack],
            ]}
            parts={[
              ['On Stellar', tft.here],
              ['In transit', tft.inTransit],
              ['Arrived on the chain', tft.delivered],
              ['Bridge fees', tft.bridgeFees],
              ['Sold', tft.sold],
            ]}
            difference={tft.difference}
          />
        </Card>
      </div>
      <Card title="What exchanging cost">
        <KeyValues
          facts={[
            ['Exchange', <MoneyText key="exchange" money={rest.exchangeResult} signed />],
            ['Slippage', <MoneyText key="slippage" money={rest.slippage} signed />],
            ['Stellar fees', <AssetText key="fees" amount={rest.networkFeesXlm} asset="XLM" exact />],
            ['Unexplained', <Unexplained key="unexplained" of={rest.unexplained} />],
          ]}
        />
        <p className="mt-3 max-w-prose text-small text-text-2">
          Exchange compares what the TFT are worth at the chain’s price with what the USDC had cost. Slippage is what
          came between a quote and its transaction.
        </p>
      </Card>
    </>
  );
}

type Term = readonly [name: string, amount: string];

interface EquationProps {
  asset: string;
  total: Term;
  more?: readonly Term[];
  parts: readonly Term[];
  difference: string;
}

function Equation({ asset, total, more = [], parts, difference }: EquationProps) {
  const holds = !/[1-9]/.test(difference);
  return (
    <div className="grid gap-3">
      {!holds && (
        <Banner family="bad" title={`${difference} ${asset} are missing`} urgent>
          The books do not add up. Keep a copy of the database and find the first wrong entry.
        </Banner>
      )}
      <table className="w-full">
        <caption className="sr-only">{`What came in, and where it is, in ${asset}`}</caption>
        <tbody>
          <Line sign="" term={total} asset={asset} />
          {more.map((term) => (
            <Line key={term[0]} sign="+" term={term} asset={asset} />
          ))}
          {parts.map((term, at) => (
            <Line key={term[0]} sign={at === 0 ? '=' : '+'} term={term} asset={asset} rule={at === 0} />
          ))}
        </tbody>
      </table>
      <p className="text-small text-text-2">{holds ? 'Holds to the last unit.' : ''}</p>
    </div>
  );
}

function Line({
  sign,
  term: [name, amount],
  asset,
  rule,
}: {
  sign: string;
  term: Term;
  asset: string;
  rule?: boolean;
}) {
  return (
    <tr className={rule ? 'border-t border-line' : undefined}>
      <td className="w-5 py-1 align-baseline text-text-3">{sign}</td>
      <th scope="row" className="py-1 pe-3 text-start align-baseline font-normal text-text-2">
        {name}
      </th>
      <td className="py-1 text-end align-baseline whitespace-nowrap">
        <AssetText amount={amount} asset={asset} exact />
      </td>
    </tr>
  );
}

function Unexplained({ of }: { of: TreasuryAccounts['unexplained'] }) {
  const parts = [
    ['USDC', of.usdc],
    ['TFT', of.tft],
    ['XLM', of.xlm],
  ].filter(([, amount]) => /[1-9]/.test(amount ?? ''));
  if (parts.length === 0) return 'nothing';
  return (
    <span className="grid">
      {parts.map(
        ([asset = '', amount = '']): ReactNode => (
          <AssetText key={asset} amount={amount} asset={asset} exact />
        ),
      )}
    </span>
  );
}
