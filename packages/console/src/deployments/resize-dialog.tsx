import type { Deployment, ResizePreview } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ResizeConsequences } from './resize-consequences.tsx';

/** First the size, then what it costs and does, then the change itself. */
export function ResizeDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  const { id, name } = deployment;
  const [size, setSize] = useState(deployment.size);
  const [key] = useState(() => crypto.randomUUID());
  const preview = useMutation<ResizePreview, ApiError>({
    mutationFn: () => api('previewResize', { params: { id }, body: { size } }),
  });
  const plan = preview.data;
  const resize = useMutation<Deployment, ApiError>({
    mutationFn: () =>
      api('resizeDeployment', {
        params: { id },
        body: { size, hourly: plan?.hourly ?? deployment.hourly },
        idempotencyKey: `${key}-${size.cpu}-${size.memoryMb}-${size.diskGb}`,
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('listDeployments', 'listDeploymentOperations');
      onClose();
    },
  });
  const change = (part: Partial<typeof size>) => {
    setSize({ ...size, ...part });
    preview.reset();
    resize.reset();
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  const problem = preview.error?.problem;
  const wrongField = ['size.cpu', 'size.memoryMb', 'size.diskGb'].some((path) => fieldProblem(problem, path));
  const box = (field: keyof typeof size, label: string, suffix: string, scale = 1) => {
    const wrong = fieldProblem(problem, `size.${field}`);
    return (
      <TextField
        label={label}
        inputMode="numeric"
        suffix={suffix}
        value={size[field] / scale}
        onChange={(event) => change({ [field]: Math.trunc(Number(event.currentTarget.value) || 0) * scale })}
        error={wrong ? `This ${wrong}.` : undefined}
      />
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Resize ${name}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {plan ? (
            <Button kind="primary" busy={resize.isPending} onClick={() => resize.mutate()}>
              Resize {name}
            </Button>
          ) : (
            <Button kind="primary" type="submit" form="resize" busy={preview.isPending}>
              Show the price
            </Button>
          )}
        </>
      }
    >
      <form id="resize" className="grid gap-3 sm:grid-cols-3" noValidate onSubmit={ask}>
        {box('cpu', 'Cores', '')}
        {box('memoryMb', 'Memory', 'GB', 1024)}
        {box('diskGb', 'SSD', 'GB')}
      </form>
      {plan && <ResizeConsequences plan={plan} />}
      {!wrongField && <ProblemNotice error={preview.error} />}
      <ProblemNotice error={resize.error} />
    </Dialog>
  );
}
