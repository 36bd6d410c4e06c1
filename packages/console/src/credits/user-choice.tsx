import { useId, useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { useSettled } from '../ui/use-settled.ts';

const MOST = 5;

/** Finds a user by part of the e-mail address or name. */
export function UserChoice({ value, onChange }: { value: string | undefined; onChange: (id: string) => void }) {
  const name = useId();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const found = useApi('listUsers', { query: { q, limit: MOST } }, { enabled: q.length > 1 });
  const items = q.length > 1 ? found.data?.items : undefined;
  return (
    <div className="grid gap-3">
      <TextField
        label="User"
        type="search"
        autoComplete="off"
        placeholder="Part of the e-mail address or name"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        help={items?.length === 0 ? 'Nobody is called that.' : undefined}
      />
      <ProblemNotice error={found.error} />
      {items && items.length > 0 && (
        <ChoiceGroup
          legend="Who gets it"
          help={items.length === MOST ? 'There may be more: type more of it.' : undefined}
        >
          {items.map((user) => (
            <ChoiceCard
              key={user.id}
              name={name}
              checked={value === user.id}
              onChange={() => onChange(user.id)}
              label={<span className="break-all">{user.email}</span>}
              aside={<MoneyText money={user.available} />}
            />
          ))}
        </ChoiceGroup>
      )}
    </div>
  );
}
