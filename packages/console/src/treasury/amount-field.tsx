import { useState } from 'react';
import { TextField } from '../ui/field.tsx';

interface AmountFieldProps {
  label: string;
  asset: string;
  value: string;
  onChange: (typed: string) => void;
  help?: string;
  error?: string | undefined;
}

/** Decimal text of the API, or undefined for what is no amount. */
export function readAmount(typed: string): string | undefined {
  const text = typed.trim().replace(',', '.');
  return /^\d{1,11}(\.\d{1,7})?$/.test(text) && /[1-9]/.test(text) ? text : undefined;
}

/** An amount of one asset; it is judged when the person has left it. */
export function AmountField({ label, asset, value, onChange, help, error }: AmountFieldProps) {
  const [left, setLeft] = useState(false);
  const wrong = left && readAmount(value) === undefined ? 'Enter an amount with at most 7 decimals.' : undefined;
  return (
    <TextField
      label={label}
      suffix={asset}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      help={help}
      error={wrong ?? error}
    />
  );
}
