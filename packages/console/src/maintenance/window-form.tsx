import type { MaintenanceWindow } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Combo } from '../ui/combo.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { InstantField } from '../ui/instant-field.tsx';
import { useNowMs, useTimeZone } from '../ui/time-text.tsx';
import { type Scope, scopes } from './scope.ts';

const HOUR_MS = 3_600_000;

interface WindowFormProps {
  scope: Scope;
  /** The window that is changed; a new one when left out. */
  window?: MaintenanceWindow | undefined;
  onDone: () => void;
}

/** When, in which zone, and what for. Begins two days ahead, on the hour. */
export function WindowForm({ scope, window, onDone }: WindowFormProps) {
  const nowMs = useNowMs();
  const ownZone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const ahead = (hours: number) => new Date((Math.floor(nowMs / HOUR_MS) + hours) * HOUR_MS).toISOString();
  const [nodeId, setNodeId] = useState(String(window?.nodeId ?? ''));
  const [startsAt, setStartsAt] = useState<string | null>(window?.startsAt ?? ahead(48));
  const [endsAt, setEndsAt] = useState<string | null>(window?.endsAt ?? ahead(49));
  const [timeZone, setTimeZone] = useState(window?.timeZone ?? ownZone);
  const [comment, setComment] = useState(window?.comment ?? '');
  const save = useSave(scope, window, onDone);
  const problem = save.error?.problem;
  const missing =
    window === undefined && !/^\d+$/.test(nodeId.trim()) ? 'Enter the number of the node first.' : undefined;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing || !startsAt || !endsAt) return;
        save.mutate({ nodeId: Number(nodeId), startsAt, endsAt, timeZone, comment: comment.trim() || null });
      }}
    >
      <TextField
        label="Node"
        help="Its number on the grid."
        inputMode="numeric"
        value={nodeId}
        readOnly={window !== undefined}
        onChange={(event) => setNodeId(event.currentTarget.value)}
        error={fieldProblem(problem, 'nodeId')}
      />
      <Combo
        label="Time zone"
        options={zonesWith(timeZone)}
        value={timeZone}
        onChange={(id) => id && setTimeZone(id)}
      />
      <InstantField
        label="From"
        timeZone={timeZone}
        value={startsAt}
        onChange={setStartsAt}
        error={fieldProblem(problem, 'startsAt')}
      />
      <InstantField
        label="Until"
        timeZone={timeZone}
        value={endsAt}
        onChange={setEndsAt}
        error={fieldProblem(problem, 'endsAt')}
      />
      <TextArea
        label="Comment"
        optional
        rows={3}
        maxLength={500}
        help="Everybody with a server on the node reads this."
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <p className="text-small text-text-2">
        From 24 hours before the window until its end the node takes nothing new. Whoever has a server on it is told
        now, a day before, at the start and at the end.
      </p>
      <ProblemNotice error={save.error} />
      <Button
        type="submit"
        kind="primary"
        busy={save.isPending}
        disabledReason={missing ?? (startsAt && endsAt ? undefined : 'Fill in from and until first.')}
        className="justify-self-start"
      >
        {window ? 'Save the change' : 'Schedule'}
      </Button>
    </form>
  );
}

interface Entered {
  nodeId: number;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  comment: string | null;
}

function useSave(scope: Scope, window: MaintenanceWindow | undefined, onDone: () => void) {
  const { schedule, change, list } = scopes[scope];
  // One key per opened form: pressing twice announces once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation<unknown, ApiError, Entered>({
    mutationFn: ({ nodeId, ...span }) =>
      window
        ? api(change, { params: { id: window.id }, body: span })
        : api(schedule, { body: { nodeId, ...span }, idempotencyKey }),
    onSuccess: () => {
      void refresh(list);
      onDone();
    },
  });
}

function zonesWith(present: string) {
  const all = [...new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')])];
  return all.map((id) => ({ id, name: id.replaceAll('_', ' ') }));
}
