import type { App } from '@marketplace/contract';
import { Checkbox } from '../ui/choice.tsx';

interface AppChoiceProps {
  catalog: readonly Pick<App, 'id' | 'name' | 'summary'>[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Which apps may be deployed on the nodes, in the order of the catalog. */
export function AppChoice({ catalog, chosen, onChange }: AppChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small font-medium text-text-2">Apps that may run there</legend>
      {catalog.map(({ id, name, summary }) => (
        <Checkbox
          key={id}
          label={name}
          help={summary}
          checked={chosen.includes(id)}
          onChange={(event) => {
            const wanted = event.currentTarget.checked;
            onChange(catalog.map((app) => app.id).filter((app) => (app === id ? wanted : chosen.includes(app))));
          }}
        />
      ))}
    </fieldset>
  );
}
