import type { PricePreview, PriceRule, Pricing } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { utcInstant } from '../ui/utc-time.ts';
import { changeWords } from './change-words.ts';

interface PublishDialogProps {
  pricing: Pricing;
  rule: PriceRule;
  preview: PricePreview;
  onClose: () => void;
  reload: () => void;
}

/** What changes, from when on, and who is told. */
export function PublishDialog({ pricing, rule, preview, onClose, reload }: PublishDialogProps) {
  const group = useId();
  const [later, setLater] = useState(false);
  const [moment, setMoment] = useState('');
  const [reason, setReason] = useState('');
  const publish = useMutation<Pricing, ApiError>({
    mutationFn: () => {
      const effectiveAt = later ? utcInstant(moment) : null;
      return api('publishPrices', {
        body: {
          basedOn: pricing.lastVersion,
          rule,
          ...(effectiveAt ? { effectiveAt } : {}),
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        },
      });
    },
    onSuccess: (published) => {
      queryClient.setQueryData(apiKey('getPricing'), published);
      void refresh('listPriceVersions', 'listApps', 'listNodes');
      onClose();
    },
  });
  const problem = publish.error?.problem;
  const momentProblem = fieldProblem(problem, 'effectiveAt');
  const { people } = preview.deployments;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish prices"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            busy={publish.isPending}
            disabledReason={later && moment === '' ? 'Choose the moment first.' : undefined}
            onClick={() => publish.mutate()}
          >
            {later ? 'Announce' : 'Publish now'}
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5 text-text-2">
        {preview.changes.map((change) => (
          <li key={`${change.subject} ${change.field}`}>{changeWords(change, pricing.apps)}</li>
        ))}
      </ul>
      <ChoiceGroup legend="New orders have these prices" columns="grid-cols-2">
        <ChoiceCard name={group} checked={!later} onChange={() => setLater(false)} label="At once" />
        <ChoiceCard name={group} checked={later} onChange={() => setLater(true)} label="From a moment on" />
      </ChoiceGroup>
      {later && (
        <TextField
          label="From, UTC"
          type="datetime-local"
          className="max-w-60"
          value={moment}
          onChange={(event) => setMoment(event.currentTarget.value)}
          help={
            people === 0
              ? 'Shown on the first page from now on.'
              : `Shown on the first page from now on; ${people} ${people === 1 ? 'person is' : 'people are'} told that their price stays.`
          }
          error={momentProblem && `This ${momentProblem}.`}
        />
      )}
      <TextField
        label="Reason"
        optional
        maxLength={500}
        help="In the history, and in what people are told."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {!momentProblem && (
        <ProblemNotice
          error={publish.error}
          actions={
            problem?.code === 'settings_changed' && (
              <Button small onClick={reload}>
                Load what stands now
              </Button>
            )
          }
        />
      )}
    </Dialog>
  );
}
