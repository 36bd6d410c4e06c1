import type { EarningsEstimate } from '@marketplace/contract';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { formatMoney } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Pop } from '../ui/pop.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { coresWords, diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { chainFormula, levelName, marketplaceFormula } from './estimate-words.ts';

type Case = EarningsEstimate['cases'][number];

/** What a node would earn in a month; the two payers stand in columns of their own. */
export function EstimatePanel({ nodeId, onClose }: { nodeId: number | undefined; onClose: () => void }) {
  const estimate = useApi('estimateEarnings', { query: { nodeId: nodeId ?? 1 } }, { enabled: nodeId !== undefined });
  return (
    <SidePanel title={`What node ${nodeId ?? ''} would earn`} open={nodeId !== undefined} onClose={onClose}>
      <div className="grid gap-5 p-4">
        {estimate.data ? <Estimate found={estimate.data} /> : !estimate.error && <Skeleton className="h-96 w-full" />}
        <ProblemNotice error={estimate.error} retry={() => void estimate.refetch()} />
      </div>
    </SidePanel>
  );
}

function Estimate({ found }: { found: EarningsEstimate }) {
  const [use, setUse] = useState<string>('full');
  const shown = found.cases.find((each) => each.use === use);
  if (!shown) return null;
  return (
    <>
      <Select
        label="How much of it is in use"
        className="w-56"
        value={use}
        options={[
          { id: 'full', name: 'The whole node' },
          { id: 'half', name: 'Half of the node' },
        ]}
        onChange={setUse}
      />
      <KeyValues facts={factsOf(shown)} />
      <Levels found={found} shown={shown} />
      <p className="text-small text-text-3">
        Per month of {found.hoursPerMonth} hours, if one machine took all of that. What the chain pays comes in TFT to
        your farm’s twin, at the price of the day; what this marketplace pays is in your earnings here. Prices of the
        chain as of <TimeText at={found.asOf} style="ago" />.
      </p>
    </>
  );
}

function factsOf({ cpu, memoryMb, ssdMb, hddMb, grid, markup, certification }: Case) {
  const disks = [`${diskWords(ssdMb / 1024)} SSD`, ...(hddMb > 0 ? [`${diskWords(hddMb / 1024)} HDD`] : [])];
  return [
    ['In use', [coresWords(cpu), memoryWords(memoryMb), ...disks].join(', ')],
    [
      'Grid’s list price',
      <span key="grid">
        <MoneyText money={grid} per="month" />
        {certification.amount !== '0.0000000' && <span className="text-text-2">, a quarter of it for certified</span>}
      </span>,
    ],
    ['Markup', <MoneyText key="markup" money={markup} per="month" />],
  ] as const;
}

function Levels({ found, shown }: { found: EarningsEstimate; shown: Case }) {
  return (
    <table className="w-full">
      <caption className="sr-only">Earnings per month by the operator’s staking level</caption>
      <thead>
        <tr className="text-micro text-text-3">
          <th scope="col" className="pb-1 text-start">
            Operator’s staking level
          </th>
          <th scope="col" className="pb-1 ps-3 text-end">
            Paid by the chain
          </th>
          <th scope="col" className="pb-1 ps-3 text-end">
            Paid by this marketplace
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.levels.map((level) => (
          <tr key={level.level} className="border-t border-line">
            <th scope="row" className="py-2 text-start font-normal">
              {levelName(level)}
              <Pop
                label={`Why, ${levelName(level)}`}
                trigger="Why?"
                triggerClass="link text-small max-sm:block sm:ms-2"
                width={360}
              >
                <div className="grid gap-3 text-small">
                  <p>
                    <span className="block font-medium">
                      Paid by the chain, {formatMoney(level.paidByChain, 'ledger')}
                    </span>
                    {chainFormula(found, shown, level)}
                  </p>
                  <p>
                    <span className="block font-medium">
                      Paid by this marketplace, {formatMoney(level.paidByMarketplace, 'ledger')}
                    </span>
                    {marketplaceFormula(found, shown, level)}
                  </p>
                </div>
              </Pop>
            </th>
            <td className="ps-3 text-end">
              <MoneyText money={level.paidByChain} />
            </td>
            <td className="ps-3 text-end">
              <MoneyText money={level.paidByMarketplace} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
