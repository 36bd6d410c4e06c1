import { useId } from 'react';
import { boxClass, FieldFrame } from '../ui/field.tsx';

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

interface ColourFieldProps {
  colour: string;
  onChange: (colour: string) => void;
  error: string | undefined;
}

/** A colour, typed or picked. */
export function ColourField({ colour, onChange, error }: ColourFieldProps) {
  const id = useId();
  const wrong = isColour(colour) ? error : 'Enter a colour such as #2F5BD3.';
  return (
    <FieldFrame
      id={id}
      label="Colour"
      className="max-w-60"
      help="Everything else follows from it: text on it, links, marks, in both themes."
      error={wrong}
    >
      <div className={`${boxClass(wrong)} flex items-center`}>
        <input
          type="color"
          aria-label="Pick a colour"
          className="ms-1.5 size-6 shrink-0 cursor-pointer appearance-none rounded-badge border border-control bg-transparent [&::-webkit-color-swatch-wrapper]:p-0 [&::-webkit-color-swatch]:rounded-badge [&::-webkit-color-swatch]:border-0"
          value={isColour(colour) ? colour : '#000000'}
          onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
        />
        <input
          id={id}
          spellCheck={false}
          autoComplete="off"
          maxLength={7}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={`${id}-note`}
          className="min-h-[34px] w-full min-w-0 rounded-control bg-transparent px-3 font-mono text-mono pointer-coarse:min-h-11 pointer-coarse:text-field"
          value={colour}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      </div>
    </FieldFrame>
  );
}
