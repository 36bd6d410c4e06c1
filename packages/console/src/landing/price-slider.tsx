import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { useQuote } from '../deploy/use-quote.ts';
import { problemText } from '../problems/problem-text.ts';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { cx } from '../ui/cx.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Range } from '../ui/range.tsx';
import { coresWords, diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';

const memorySteps = [1, 2, 4, 8, 16, 32, 64];

/** Any size, priced by the API as the sliders move. */
export function PriceSlider() {
  const app = useApi('listApps', undefined, { staleTime: 60_000 }).data?.items[0];
  const [size, setSize] = useState({ cpu: 2, memoryMb: 4096, diskGb: 50 });
  const settled = useSettled(size);
  const quote = useQuote(
    app && {
      appId: app.id,
      imageId: app.images[0]?.id ?? '',
      size: settled,
      placement: { mode: 'auto' },
      publicIpv4: false,
    },
  );
  const old = quote.isPlaceholderData || settled !== size;
  return (
    <Card title="What would yours cost?">
      <div className="grid gap-4">
        <Range
          label="Cores"
          value={size.cpu}
          minimum={1}
          maximum={16}
          words={coresWords(size.cpu)}
          onChange={(cpu) => setSize({ ...size, cpu })}
        />
        <Range
          label="Memory"
          value={memorySteps.indexOf(size.memoryMb / 1024)}
          minimum={0}
          maximum={memorySteps.length - 1}
          words={memoryWords(size.memoryMb)}
          onChange={(step) => setSize({ ...size, memoryMb: (memorySteps[step] ?? 1) * 1024 })}
        />
        <Range
          label="SSD"
          value={size.diskGb}
          minimum={10}
          maximum={500}
          step={10}
          words={diskWords(size.diskGb)}
          onChange={(diskGb) => setSize({ ...size, diskGb })}
        />
        <div className="flex min-h-14 flex-wrap items-end justify-between gap-3 border-t border-line pt-3">
          <p aria-live="polite" className={cx(old && 'opacity-60')}>
            {quote.error ? (
              <span className="text-text-2">{problemText(quote.error.problem).happened}</span>
            ) : quote.data ? (
              <>
                <MoneyText money={quote.data.monthly} per="month" className="block text-figure" />
                <MoneyText money={quote.data.hourly} per="hour" className="text-small text-text-2" />
              </>
            ) : (
              <Skeleton className="h-8 w-40" />
            )}
          </p>
          <Link to="/deploy" search={{ size: 'custom', ...size }} className={buttonClass()}>
            Deploy this size
          </Link>
        </div>
      </div>
    </Card>
  );
}
