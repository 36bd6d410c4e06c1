import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { StatusMark } from './status-mark.tsx';

export interface Step {
  name: string;
  state: 'done' | 'now' | 'next' | 'failed' | 'skipped';
  note?: ReactNode;
}

const words: Record<Step['state'], string> = {
  done: 'done',
  now: 'under way',
  next: 'to come',
  failed: 'failed',
  skipped: 'not reached',
};

export function StepProgress({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="grid gap-x-4 gap-y-2 md:auto-cols-fr md:grid-flow-col">
      {steps.map((step) => (
        <li
          key={step.name}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className={cx(
            'border-t-2 pt-2 max-md:flex max-md:items-center max-md:gap-3 max-md:border-t-0 max-md:pt-0',
            edges[step.state],
          )}
        >
          <span className="flex items-center gap-2 font-medium">
            <Mark state={step.state} />
            <span className={cx(step.state === 'next' || step.state === 'skipped' ? 'text-text-3' : 'text-text')}>
              {step.name}
            </span>
            <span className="sr-only">{words[step.state]}</span>
          </span>
          <span className="figures block min-h-[18px] text-small text-text-3 md:ms-5">{step.note}</span>
        </li>
      ))}
    </ol>
  );
}

const edges: Record<Step['state'], string> = {
  done: 'border-ok-mark',
  now: 'border-busy-mark',
  next: 'border-line',
  failed: 'border-bad-mark',
  skipped: 'border-line',
};

function Mark({ state }: { state: Step['state'] }) {
  if (state === 'done') return <StatusMark family="ok" shape="disc" />;
  if (state === 'now') return <StatusMark family="busy" shape="arc" />;
  if (state === 'failed') return <StatusMark family="bad" shape="octagon" />;
  return <StatusMark family="off" shape="ring" />;
}
