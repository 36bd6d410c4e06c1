import type { OperatorTask } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { taskPlaces, taskWords } from './task-words.ts';

interface TaskPanelProps {
  task: OperatorTask;
  onDone: () => void;
}

/** Facts, what can be done, and the note with which it is closed. */
export function TaskPanel({ task, onDone }: TaskPanelProps) {
  const places = taskPlaces(task);
  return (
    <div className="grid gap-5 p-4">
      <p>{task.detail}</p>
      <KeyValues facts={factsOf(task)} />
      {places.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {places.map(({ to, label }) => (
            <Link key={to} to={to} className={buttonClass()}>
              {label}
            </Link>
          ))}
        </div>
      )}
      {task.doneAt === null && (
        <>
          <p className="text-text-2">{taskWords(task).todo}</p>
          <Resolve task={task} onDone={onDone} />
        </>
      )}
    </div>
  );
}

function factsOf(task: OperatorTask): Fact[] {
  const facts: Fact[] = [
    [
      'About',
      <code key="about" className="break-all font-mono text-mono">
        {task.subject}
      </code>,
    ],
    ['Since', <TimeText key="since" at={task.createdAt} />],
  ];
  if (task.dueAt) facts.push(['Answer by', <TimeText key="due" at={task.dueAt} />]);
  for (const [name, value] of Object.entries(task.details))
    if (name !== 'path' && name !== 'userId' && (typeof value === 'string' || typeof value === 'number'))
      facts.push([
        wordsOf(name),
        <span key={name} className="break-all">
          {value}
        </span>,
      ]);
  if (task.doneAt) {
    facts.push(['Done', <TimeText key="done" at={task.doneAt} />]);
    facts.push(['How', task.resolution ?? '–']);
  }
  return facts;
}

/** `stripeEventId` reads "Stripe event id". */
const wordsOf = (name: string) => {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function Resolve({ task, onDone }: TaskPanelProps) {
  const [note, setNote] = useState('');
  const settle = useMutation<unknown, ApiError, 'close' | 'retry'>({
    mutationFn: (how) =>
      how === 'retry'
        ? api('retryTask', { params: { id: task.id } })
        : api('resolveTask', { params: { id: task.id }, body: { resolution: note.trim() } }),
    onSuccess: () => {
      void refresh('listTasks');
      onDone();
    },
  });
  return (
    <div className="grid gap-3">
      <TextField
        label="How it was resolved"
        help="Stands in the audit log."
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ProblemNotice error={settle.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          kind="primary"
          busy={settle.isPending && settle.variables === 'close'}
          disabledReason={note.trim().length < 3 ? 'Note how it was resolved first.' : undefined}
          onClick={() => settle.mutate('close')}
        >
          Close the task
        </Button>
        {task.canRetry && (
          <Button busy={settle.isPending && settle.variables === 'retry'} onClick={() => settle.mutate('retry')}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
