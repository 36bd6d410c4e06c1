import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { readCount } from '../ui/search.ts';

/** Opens any node by its number, also one that the filters leave out: its panel says why. */
export function FindNode({ onFind }: { onFind: (id: number) => void }) {
  const [typed, setTyped] = useState('');
  const id = readCount(typed.trim(), 1, 2 ** 31);
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (id !== undefined) onFind(id);
      }}
    >
      <input
        aria-label="Node number"
        placeholder="Node number"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        className="min-h-9 w-32 rounded-control border border-control bg-surface px-3 pointer-coarse:min-h-11 pointer-coarse:text-field"
      />
      <Button type="submit">Open</Button>
    </form>
  );
}
