import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { nameProblem } from './choice.ts';
import type { DeployForm } from './use-deploy-form.ts';

export function NameField({ form, takenName }: { form: DeployForm; takenName: string | undefined }) {
  const taken = takenName === form.name ? 'One of your deployments already has this name.' : undefined;
  return (
    <Card title="Name">
      <TextField
        label="Name of the deployment"
        className="max-w-96"
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        value={form.name}
        onChange={(event) => form.change({ name: event.currentTarget.value })}
        help="Also the machine's host name, with _ for each hyphen."
        error={nameProblem(form.name) ?? taken}
      />
    </Card>
  );
}
