import type { Problem } from '@marketplace/contract';
import { fieldProblem, problemText } from '../problems/problem-text.ts';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { nameProblem } from './choice.ts';
import type { DeployForm } from './use-deploy-form.ts';

export function NameField({ form, problem }: { form: DeployForm; problem: Problem | undefined }) {
  const taken = problem?.code === 'name_taken' ? problemText(problem).happened : fieldProblem(problem, 'name');
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
        help="Also the machine's host name."
        error={nameProblem(form.name) ?? taken}
      />
    </Card>
  );
}
