import { lastMonths, monthName } from '../billing/statement-search.ts';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { useNowMs } from '../ui/time-text.tsx';

interface ListFiltersProps {
  /** What is searched, such as "e-mail or payment id". */
  what: string;
  typed: string;
  onType: (typed: string) => void;
  shows: Record<string, string>;
  show: string | undefined;
  onShow: (show: string | undefined) => void;
  month: string | undefined;
  onMonth: (month: string | undefined) => void;
}

/** Search, state and month, above each list of payments. */
export function ListFilters({ what, typed, onType, shows, show, onShow, month, onMonth }: ListFiltersProps) {
  const months = lastMonths(useNowMs(), 12);
  const known = month === undefined || months.includes(month) ? months : [...months, month];
  return (
    <div className="flex flex-wrap items-end gap-3 p-4">
      <TextField
        label={<span className="sr-only">{`Filter by ${what}`}</span>}
        placeholder={`Filter by ${what}`}
        type="search"
        className="min-w-48 flex-1 sm:max-w-72"
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <Select
        label="Show"
        hideLabel
        className="min-w-32 flex-1 sm:max-w-44"
        value={show ?? 'all'}
        options={Object.entries(shows).map(([id, name]) => ({ id, name }))}
        onChange={(id) => onShow(id === 'all' ? undefined : id)}
      />
      <Select
        label="Month"
        hideLabel
        className="min-w-32 flex-1 sm:max-w-44"
        value={month ?? 'all'}
        options={[{ id: 'all', name: 'All time' }, ...known.map((id) => ({ id, name: monthName(id) }))]}
        onChange={(id) => onMonth(id === 'all' ? undefined : id)}
      />
    </div>
  );
}
