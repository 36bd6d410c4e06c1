import type { ResizePreview } from '@marketplace/contract';
import { formatMoney } from '../ui/money.ts';

/** What the change does, before it is made. */
export function ResizeConsequences({ plan }: { plan: ResizePreview }) {
  const { hourly, hourlyNow, hourlyMeanwhile, monthly, restarts } = plan;
  return (
    <ul aria-live="polite" className="list-disc ps-5 text-text-2">
      <li>
        {`${formatMoney(hourly, 'rate')} / hour instead of ${formatMoney(hourlyNow, 'rate')} (${formatMoney(monthly)} / month), from the next full hour after it runs.`}
      </li>
      {restarts ? (
        <li>
          {`It is switched off, changed and started again. What runs in it ends; nothing answers for some minutes, at ${formatMoney(hourlyMeanwhile, 'rate')} / hour.`}
        </li>
      ) : (
        <li>It is stopped: the size comes with its next start.</li>
      )}
      <li>Its disk and addresses are kept. A disk that grew cannot shrink again.</li>
      <li>If the node cannot start it in the new size, it comes back in the present one.</li>
    </ul>
  );
}
