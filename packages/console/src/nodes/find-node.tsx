import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { boxClass, FieldNote } from '../ui/field.tsx';
import { readCount } from '../ui/search.ts';

/** Opens any node by its number, also one that the filters leave out: its panel says why. */
export function FindNode({ onFind }: { onFind: (id: number) => void }) {
  const note = useId();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const id = readCount(typed.trim(), 1, 2 ** 31);
        setError(id === undefined ? 'Type the number of a node.' : undefined);
        if (id !== undefined) onFind(id);
      }}
    >
      <div className="flex items-center gap-2">
        <div className={boxClass(error)}>
          <input
            aria-label="Node number"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? note : undefined}
            placeholder="Node number"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className="min-h-[34px] w-32 rounded-control bg-transparent px-3 pointer-coarse:min-h-11 pointer-coarse:text-field"
          />
        </div>
        <Button type="submit">Open</Button>
      </div>
      <FieldNote id={note} error={error} />
    </form>
  );
}
