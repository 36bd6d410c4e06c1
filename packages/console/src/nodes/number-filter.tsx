import { useEffect, useState } from 'react';
import { TextField } from '../ui/field.tsx';
import { readCount, readNumber } from '../ui/search.ts';

interface NumberFilterProps {
  label: string;
  prefix?: string;
  suffix?: string;
  value: number | undefined;
  maximum: number;
  whole?: boolean;
  /** An upper limit; the others are lower ones. */
  atMost?: boolean;
  /** Neither: this very number. */
  equal?: boolean;
  onChange: (value: number | undefined) => void;
}

/** Applies itself a moment after typing; what is no number is marked and filters nothing. */
export function NumberFilter({
  label,
  prefix,
  suffix,
  value,
  maximum,
  whole,
  atMost,
  equal,
  onChange,
}: NumberFilterProps) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const read = (text: string) => (whole ? readCount : readNumber)(text.replace(',', '.'), 0, maximum);
  const wrong = typed.trim() !== '' && read(typed) === undefined;

  // A chip that is taken away empties its field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value from outside counts
  useEffect(() => setTyped((old) => (read(old) === value ? old : value === undefined ? '' : String(value))), [value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    const next = read(typed);
    if (wrong || next === value) return;
    const timer = setTimeout(() => onChange(next), 150);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <TextField
      label={equal ? label : `${label} ${atMost ? '≤' : '≥'}`}
      prefix={prefix}
      suffix={suffix}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      error={wrong ? 'Enter a number.' : undefined}
    />
  );
}
