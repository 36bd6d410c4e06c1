import { useState } from 'react';
import { type ParsedAmount, parseAmount } from './amount.ts';
import { TextField } from './field.tsx';

interface DollarFieldProps {
  label: string;
  value: string;
  onChange: (typed: string) => void;
  help?: string;
  /** What is wrong with it beside how it is written. */
  error?: string | undefined;
}

const anything = { minimum: '0.00', maximum: '9999999.99' };

/** What was typed as dollars and cents, or what would be right. */
export const readDollars = (typed: string): ParsedAmount => {
  const parsed = parseAmount(typed, anything);
  return parsed.ok || !parsed.message.startsWith('The largest')
    ? parsed
    : { ok: false, message: 'Enter less than $10,000,000.' };
};

/** One amount of dollars; it is judged when the person has left it. */
export function DollarField({ label, value, onChange, help, error }: DollarFieldProps) {
  const [left, setLeft] = useState(false);
  const parsed = readDollars(value);
  return (
    <TextField
      label={label}
      prefix="$"
      inputMode="decimal"
      autoComplete="off"
      className="max-w-60"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      help={help}
      error={left && !parsed.ok ? parsed.message : error}
    />
  );
}
