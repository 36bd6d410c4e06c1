import type { OperatorOverview } from '@marketplace/contract';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { runwayWords } from '../ui/runway.ts';
import { TimeText } from '../ui/time-text.tsx';

const WARN_HOURS = 14 * 24;

/** The tokens that pay the grid's contracts, and how long they last. */
export function TreasuryCard({ found }: { found: OperatorOverview }) {
  const { twinId, usableTft, tftPriceUsd, runwayHours, asOf } = found.treasury;
  const short = runwayHours !== null && runwayHours < WARN_HOURS;
  return (
    <Card title="Float on the chain">
      <div className="grid gap-3">
        {short && <Banner family={runwayHours < 72 ? 'bad' : 'warn'} title={`Lasts ${runwayWords(runwayHours)}`} />}
        <KeyValues
          facts={[
            ['Usable', usableTft === null ? 'unknown' : `${tft(usableTft)} TFT`],
            ['Lasts', usableTft === null ? 'unknown' : runwayWords(runwayHours)],
            ['Price', tftPriceUsd === null ? 'unknown' : `$${tftPriceUsd} / TFT`],
            ['Operator twin', twinId ?? 'none yet'],
            ['Read', asOf ? <TimeText key="read" at={asOf} style="ago" /> : 'not yet'],
          ]}
        />
      </div>
    </Card>
  );
}

/** Two decimals are enough to read; the exact amount is the chain's. */
function tft(amount: string): string {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(amount as `${number}`);
}
