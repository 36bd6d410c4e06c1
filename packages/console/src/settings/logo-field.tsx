import { type ChangeEvent, useId, useState } from 'react';
import markUrl from '../theme/mark.svg';
import { Button, buttonClass } from '../ui/button.tsx';
import { FieldNote } from '../ui/field.tsx';

const MAX_KIB = 64;

interface LogoFieldProps {
  logoUrl: string | null;
  onChange: (logoUrl: string | null) => void;
  error: string | undefined;
}

/** A picture from this computer; it is stored when the page is saved. */
export function LogoField({ logoUrl, onChange, error }: LogoFieldProps) {
  const id = useId();
  const [refused, setRefused] = useState<string>();
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (!file) return;
    const large = file.size > MAX_KIB * 1024;
    setRefused(large ? `This file has ${Math.ceil(file.size / 1024)} KiB; the most is ${MAX_KIB} KiB.` : undefined);
    if (!large) onChange(await dataAddress(file));
    // The same file can be chosen again.
    input.value = '';
  };
  return (
    <div className="grid gap-3">
      <img
        src={logoUrl ?? markUrl}
        alt="The logo as it is now"
        className="h-10 max-w-60 justify-self-start object-contain"
      />
      <div className="flex flex-wrap gap-2">
        <label
          className={`${buttonClass()} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-mark`}
        >
          <input
            id={id}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            className="sr-only"
            aria-describedby={`${id}-note`}
            onChange={(event) => void choose(event)}
          />
          Choose a picture
        </label>
        {logoUrl && <Button onClick={() => onChange(null)}>Use the mark of the software</Button>}
      </div>
      <FieldNote
        id={`${id}-note`}
        help={`PNG, JPEG or WebP, at most ${MAX_KIB} KiB; shown 24 px high, in light and dark.`}
        error={refused ?? error}
      />
    </div>
  );
}

function dataAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
