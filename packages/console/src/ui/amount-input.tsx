import { useId, useState } from 'react';
import type { AmountLimits, ParsedAmount } from './amount.ts';
import { parseAmount } from './amount.ts';
import { ChoiceCard, ChoiceGroup } from './choice.tsx';
import { TextField } from './field.tsx';
import { formatMoney } from './money.ts';

interface AmountInputProps {
  legend: string;
  presets: readonly string[];
  limits: AmountLimits;
  initial: string;
  onChange: (amount: ParsedAmount) => void;
}

/** Some usual amounts and one's own; what is typed is never changed silently. */
export function AmountInput({ legend, presets, limits, initial, onChange }: AmountInputProps) {
  const name = useId();
  const [choice, setChoice] = useState(presets.includes(initial) ? initial : 'other');
  const [typed, setTyped] = useState(presets.includes(initial) ? '' : initial);
  const [left, setLeft] = useState(false);
  const parsed = parseAmount(typed, limits);
  const choose = (next: string) => {
    setChoice(next);
    onChange(next === 'other' ? parseAmount(typed, limits) : { ok: true, amount: next });
  };
  return (
    <div className="grid gap-3">
      <ChoiceGroup legend={legend} columns="grid-cols-2 sm:grid-cols-4">
        {presets.map((amount) => (
          <ChoiceCard
            key={amount}
            name={name}
            checked={choice === amount}
            onChange={() => choose(amount)}
            label={<span className="figures">{formatMoney({ currency: 'USD', amount })}</span>}
          />
        ))}
        <ChoiceCard name={name} checked={choice === 'other'} onChange={() => choose('other')} label="Other" />
      </ChoiceGroup>
      {choice === 'other' && (
        <TextField
          label="Amount in US dollars"
          prefix="$"
          inputMode="decimal"
          autoComplete="off"
          className="max-w-60"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(parseAmount(event.currentTarget.value, limits));
          }}
          onBlur={() => setLeft(true)}
          error={left && !parsed.ok ? parsed.message : undefined}
          help={`From ${formatMoney({ currency: 'USD', amount: limits.minimum })} to ${formatMoney({ currency: 'USD', amount: limits.maximum })}.`}
        />
      )}
    </div>
  );
}
