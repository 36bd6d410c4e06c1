import type { Deployment } from '@marketplace/contract';
import { type FormEvent, useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ResizeConsequences } from './resize-consequences.tsx';
import { useResize } from './use-resize.ts';

/** First the size, then what it costs and does, then the change itself. */
export function ResizeDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  const { name } = deployment;
  const [size, setSize] = useState(deployment.size);
  const { preview, resize } = useResize(deployment, size, onClose);
  const plan = preview.data;
  const problem = preview.error?.problem;
  const change = (next: typeof size) => {
    setSize(next);
    preview.reset();
    resize.reset();
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  const isMarked = sizeFields.some(({ field }) => fieldProblem(problem, `size.${field}`));
  const action = plan ? (
    <Button kind="primary" busy={resize.isPending} onClick={() => resize.mutate()}>
      Resize {name}
    </Button>
  ) : (
    <Button kind="primary" type="submit" form="resize" busy={preview.isPending}>
      Show the price
    </Button>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Resize ${name}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {action}
        </>
      }
    >
      <form id="resize" className="grid gap-3 sm:grid-cols-3" noValidate onSubmit={ask}>
        {sizeFields.map((box) => (
          <SizeBox
            key={box.field}
            {...box}
            size={size}
            onChange={change}
            wrong={fieldProblem(problem, `size.${box.field}`)}
          />
        ))}
      </form>
      {plan && <ResizeConsequences plan={plan} />}
      {!isMarked && <ProblemNotice error={preview.error} />}
      <ProblemNotice error={resize.error} />
    </Dialog>
  );
}

const sizeFields = [
  { field: 'cpu', label: 'Cores', scale: 1 },
  { field: 'memoryMb', label: 'Memory', suffix: 'GB', scale: 1024 },
  { field: 'diskGb', label: 'SSD', suffix: 'GB', scale: 1 },
] as const;

interface SizeBoxProps {
  field: keyof Deployment['size'];
  label: string;
  suffix?: string;
  scale: number;
  size: Deployment['size'];
  onChange: (size: Deployment['size']) => void;
  wrong: string | undefined;
}

function SizeBox({ field, label, suffix, scale, size, onChange, wrong }: SizeBoxProps) {
  const [typed, setTyped] = useState(String(size[field] / scale));
  const change = (text: string) => {
    setTyped(text);
    onChange({ ...size, [field]: Math.round(Number(text.replace(',', '.')) * scale) || 0 });
  };
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      {...(suffix ? { suffix } : {})}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      error={wrong ? `This ${wrong}.` : undefined}
    />
  );
}
