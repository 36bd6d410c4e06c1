import { useEffect, useState } from 'react';
import { TextField } from '../ui/field.tsx';

interface TextFilterProps {
  label: string;
  hint?: string;
  value: string | undefined;
  /** What the words mean as a filter; undefined when they are none. Any words are, unless it is given. */
  read?: (text: string) => string | undefined;
  wrongWords?: string;
  onChange: (value: string | undefined) => void;
}

/** Applies itself a moment after typing; what is no filter is marked and filters nothing. */
export function TextFilter({ label, hint, value, read = (text) => text, wrongWords, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value ?? '');
  const text = typed.trim();
  const next = text === '' ? undefined : read(text);
  const wrong = text !== '' && next === undefined;

  // A chip that is taken away empties its field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a value from outside counts
  useEffect(() => setTyped((old) => (next === value ? old : (value ?? ''))), [value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (wrong || next === value) return;
    const timer = setTimeout(() => onChange(next), 250);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <TextField
      label={label}
      placeholder={hint}
      autoComplete="off"
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      error={wrong ? wrongWords : undefined}
    />
  );
}
