import { type CSSProperties, useId } from 'react';

interface RangeProps {
  label: string;
  value: number;
  minimum: number;
  maximum: number;
  step?: number;
  /** The value with its unit, as it is read. */
  words: string;
  onChange: (value: number) => void;
}

/** A slider with the value beside it; arrow keys work as in any slider. */
export function Range({ label, value, minimum, maximum, step = 1, words, onChange }: RangeProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-4">
      <label htmlFor={id} className="text-small font-medium text-text-2">
        {label}
      </label>
      <output htmlFor={id} className="figures text-small font-medium">
        {words}
      </output>
      <input
        id={id}
        type="range"
        className="slider col-span-2 w-full"
        style={{ '--fill': `${((value - minimum) / (maximum - minimum)) * 100}%` } as CSSProperties}
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
