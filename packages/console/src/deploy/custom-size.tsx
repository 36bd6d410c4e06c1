import { useState } from 'react';
import { TextField } from '../ui/field.tsx';
import { readCount, readNumber } from '../ui/search.ts';
import type { DeployForm } from './use-deploy-form.ts';

/** Three numbers; a wrong one says so and leaves the price as it was. */
export function CustomSize({ form: { choice, change } }: { form: DeployForm }) {
  const { cpu, memoryMb, diskGb } = choice.size;
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <NumberField
        label="Cores"
        initial={String(cpu)}
        rule="A whole number from 1 to 64."
        read={(typed) => readCount(typed, 1, 64)}
        onChange={(value) => change({ cpu: value })}
      />
      <NumberField
        label="Memory"
        suffix="GB"
        initial={String(memoryMb / 1024)}
        rule="From 0.5 to 256 GB."
        read={(typed) => {
          const gb = readNumber(typed.replace(',', '.'), 0.5, 256);
          return gb === undefined ? undefined : readCount(gb * 1024, 512, 262_144);
        }}
        onChange={(value) => change({ memoryMb: value })}
      />
      <NumberField
        label="SSD"
        suffix="GB"
        initial={String(diskGb)}
        rule="A whole number from 10 to 10,000."
        read={(typed) => readCount(typed, 10, 10_000)}
        onChange={(value) => change({ diskGb: value })}
      />
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  suffix?: string;
  initial: string;
  rule: string;
  read: (typed: string) => number | undefined;
  onChange: (value: number) => void;
}

function NumberField({ label, suffix, initial, rule, read, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(initial);
  const wrong = read(typed) === undefined;
  return (
    <TextField
      label={label}
      suffix={suffix}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      help={rule}
      error={wrong ? rule : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const value = read(text);
        if (value !== undefined) onChange(value);
      }}
    />
  );
}
