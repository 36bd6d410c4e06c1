import { lastMonths, monthName, monthOf } from '../billing/statement-search.ts';
import { Select } from '../ui/select.tsx';
import { useNowMs } from '../ui/time-text.tsx';

/** The present month and the eleven before; an older one of the address stays choosable. */
export function MonthSelect({ month, onChange }: { month: string | undefined; onChange: (month: string) => void }) {
  const nowMs = useNowMs();
  const shown = lastMonths(nowMs, 12);
  const value = month ?? monthOf(nowMs);
  const months = shown.includes(value) ? shown : [...shown, value];
  return (
    <Select
      label="Month"
      hideLabel
      className="min-w-36 flex-1 sm:max-w-44"
      value={value}
      options={months.map((id) => ({ id, name: monthName(id) }))}
      onChange={onChange}
    />
  );
}
