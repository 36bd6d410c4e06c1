import { type CalendarDateTime, parseAbsolute, toCalendarDateTime, toZoned } from '@internationalized/date';
import { DateField, DateInput, DateSegment, Label, Text } from 'react-aria-components';
import { cx } from './cx.ts';

export interface InstantFieldProps {
  label: string;
  /** ISO 8601 in UTC; null while nothing is chosen. */
  value: string | null;
  /** Zone in which it is shown and typed. */
  timeZone: string;
  onChange: (instant: string | null) => void;
  help?: string;
  error?: string | undefined;
}

import { StatusMark } from './status-mark.tsx';

/** Each part is its own spin button: arrows count, digits type, in the order of the reader's language. */
export function InstantBox({ label, value, timeZone, onChange, help, error }: InstantFieldProps) {
  const shown = value === null ? null : toCalendarDateTime(parseAbsolute(value, timeZone));
  const take = (given: CalendarDateTime | null) =>
    onChange(given === null ? null : toZoned(given, timeZone).toAbsoluteString());
  return (
    <DateField<CalendarDateTime>
      granularity="minute"
      hourCycle={24}
      value={shown}
      onChange={take}
      isInvalid={error !== undefined}
      className="min-w-0"
    >
      <Label className="mb-1 block text-small font-medium text-text-2">{label}</Label>
      <DateInput
        className={cx(
          'figures flex min-h-9 items-center rounded-control border bg-surface px-3 pointer-coarse:min-h-11',
          'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent-mark',
          error ? 'border-bad-mark' : 'border-control',
        )}
      >
        {(segment) => (
          <DateSegment
            segment={segment}
            className="rounded-badge px-0.5 outline-none placeholder-shown:text-text-3 focus:bg-accent-tint data-[placeholder]:text-text-3"
          />
        )}
      </DateInput>
      {error ? (
        <Text slot="errorMessage" className="mt-1 flex items-center gap-1.5 text-small text-bad">
          <StatusMark family="bad" shape="octagon" />
          {error}
        </Text>
      ) : (
        help && (
          <Text slot="description" className="mt-1 block text-small text-text-3">
            {help}
          </Text>
        )
      )}
    </DateField>
  );
}
