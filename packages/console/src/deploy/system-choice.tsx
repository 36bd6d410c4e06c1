import { Select } from '../ui/select.tsx';
import type { DeployForm } from './use-deploy-form.ts';

export function SystemChoice({ form: { app, choice, change } }: { form: DeployForm }) {
  return (
    <Select
      label="Operating system"
      className="sm:max-w-[calc(50%-0.5rem)]"
      value={choice.imageId}
      options={app.images.map(({ id, name }) => ({ id, name }))}
      onChange={(image) => change({ image })}
    />
  );
}
