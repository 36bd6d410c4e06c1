import type { ConnectedAccount, ProviderRequestDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { LegalParagraphs } from '../legal/legal-paragraphs.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AppChoice } from './app-choice.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { NodeChoice } from './node-choice.tsx';

interface Contact {
  name: string;
  contactEmail: string;
  contactPhone: string;
  comment: string;
}

interface RequestFormProps {
  chain: NonNullable<ConnectedAccount['chain']>;
  /** What stands in the fields at first. */
  contact: Pick<Contact, 'name' | 'contactEmail' | 'contactPhone'>;
  offered: ReadonlySet<number>;
}

/** Nodes, apps, who asks, and the service level; sent once, however often the button is pressed. */
export function RequestForm({ chain, contact, offered }: RequestFormProps) {
  const [nodeIds, setNodeIds] = useState<number[]>([]);
  const [apps, setApps] = useState<string[]>();
  const [accepted, setAccepted] = useState(false);
  const [estimated, setEstimated] = useState<number>();
  const catalog = useApi('listApps', undefined, { staleTime: 300_000 }).data?.items ?? [];
  const sla = useApi('getLegalDocument', { params: { kind: 'sla_provider' }, query: {} });
  const form = useForm<Contact>({ defaultValues: { ...contact, comment: '' }, mode: 'onTouched' });
  const chosenApps = apps ?? catalog.map(({ id }) => id);
  const keyFor = useKeyFor();
  const send = useMutation<ProviderRequestDetail, ApiError, Contact>({
    mutationFn: (values) => {
      const body = {
        name: values.name.trim(),
        contactEmail: values.contactEmail.trim(),
        ...(values.contactPhone.trim() ? { contactPhone: values.contactPhone.trim() } : {}),
        ...(values.comment.trim() ? { comment: values.comment.trim() } : {}),
        nodeIds,
        apps: chosenApps,
        slaVersion: sla.data?.version ?? 0,
      };
      return api('createProviderRequest', { body, idempotencyKey: keyFor(body) });
    },
    onSuccess: () => void refresh('listProviderRequests'),
    // The service level may have changed since it was read.
    onError: () => void refresh('getLegalDocument'),
  });
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((values) => send.mutate(values))}>
      <Card flush title="2. Nodes">
        <NodeChoice
          farms={chain.farms}
          chosen={nodeIds}
          onChange={setNodeIds}
          offered={offered}
          onEstimate={setEstimated}
        />
      </Card>
      <Card title="3. Apps and contact">
        <div className="grid max-w-xl gap-4">
          <AppChoice catalog={catalog} chosen={chosenApps} onChange={setApps} />
          <ContactFields form={form} problem={send.error?.problem} />
        </div>
      </Card>
      <Card title="4. Service level">
        {sla.data ? <LegalParagraphs text={sla.data.text} /> : !sla.error && <Skeleton className="h-40 w-full" />}
        <ProblemNotice error={sla.error} retry={() => void sla.refetch()} />
        <div className="mt-3 grid gap-4">
          <Checkbox
            label={`I accept this service level, version ${sla.data?.version ?? '–'}`}
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />
          <ProblemNotice error={send.error} />
          <Submit
            busy={send.isPending}
            reason={whyNot({ nodeIds, apps: chosenApps, accepted: accepted && sla.data !== undefined })}
          />
        </div>
      </Card>
      <EstimatePanel nodeId={estimated} onClose={() => setEstimated(undefined)} />
    </form>
  );
}

/** One key per content: what is sent again unchanged is the same request. */
function useKeyFor() {
  const last = useRef({ content: '', key: '' });
  return (body: object): string => {
    const content = JSON.stringify(body);
    if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() };
    return last.current.key;
  };
}

function whyNot({ nodeIds, apps, accepted }: { nodeIds: number[]; apps: string[]; accepted: boolean }) {
  if (nodeIds.length === 0) return 'Choose a node first.';
  if (apps.length === 0) return 'Choose an app first.';
  return accepted ? undefined : 'Accept the service level first.';
}

function Submit({ busy, reason }: { busy: boolean; reason: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" kind="primary" busy={busy} disabledReason={reason}>
        Send the request
      </Button>
      {reason && <span className="text-small text-text-3">{reason}</span>}
    </div>
  );
}

function ContactFields({
  form,
  problem,
}: {
  form: ReturnType<typeof useForm<Contact>>;
  problem: ApiError['problem'] | undefined;
}) {
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label="Name or company"
        autoComplete="organization"
        maxLength={100}
        help="For the operator of this marketplace. Customers do not see it."
        {...form.register('name', { validate: (value) => value.trim() !== '' || 'Enter a name.' })}
        error={errors.name?.message ?? fieldProblem(problem, 'name')}
      />
      <TextField
        label="Contact e-mail"
        type="email"
        autoComplete="email"
        maxLength={200}
        {...form.register('contactEmail', {
          validate: (value) => /^\S+@\S+\.\S+$/.test(value.trim()) || 'Enter an e-mail address.',
        })}
        error={errors.contactEmail?.message ?? fieldProblem(problem, 'contactEmail')}
      />
      <TextField
        label="Phone"
        optional
        type="tel"
        autoComplete="tel"
        maxLength={40}
        {...form.register('contactPhone')}
        error={fieldProblem(problem, 'contactPhone')}
      />
      <TextArea label="Comment" optional rows={3} maxLength={2000} {...form.register('comment')} />
    </>
  );
}
