import type { LegalDocument, LegalKind } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { utcInstant } from '../ui/utc-time.ts';
import { legalNames } from './legal-names.ts';

interface Form {
  title: string;
  text: string;
  validFrom: string;
}

/** Begins with the last version that was published. */
export function LegalEditor({ kind }: { kind: LegalKind }) {
  const [published, setPublished] = useState<number>();
  const inForce = useApi('getLegalDocument', { params: { kind } });
  const last = inForce.data?.versions[0]?.version;
  const document = useApi(
    'getLegalDocument',
    { params: { kind }, query: { version: last } },
    { enabled: last !== undefined, refetchOnWindowFocus: false },
  );
  const error = inForce.error ?? document.error;
  if (error) return <ProblemNotice error={error} retry={() => void refresh('getLegalDocument')} />;
  if (!document.data) return <Skeleton className="h-96 w-full" />;
  return (
    <>
      {published !== undefined && (
        <Banner
          family="ok"
          title={`Version ${published} is published`}
          actions={
            <Link to="/legal/$kind" params={{ kind }} search={{ version: published }} className="link">
              Read it
            </Link>
          }
        />
      )}
      <Editor key={document.data.version} kind={kind} last={document.data} onPublished={setPublished} />
    </>
  );
}

interface EditorProps {
  kind: LegalKind;
  last: LegalDocument;
  onPublished: (version: number) => void;
}

function Editor({ kind, last, onPublished }: EditorProps) {
  const [asking, setAsking] = useState(false);
  const form = useForm<Form>({
    defaultValues: { title: last.title, text: last.text, validFrom: '' },
    mode: 'onTouched',
  });
  const { errors, isDirty } = form.formState;
  const publish = useMutation<LegalDocument, ApiError, Form>({
    mutationFn: ({ title, text, validFrom }) => {
      const begins = utcInstant(validFrom);
      const body = { basedOn: last.version, title: title.trim(), text: text.trim() };
      return api('publishLegalDocument', {
        params: { kind },
        body: begins ? { ...body, validFrom: begins } : body,
      });
    },
    onSuccess: ({ version }) => {
      onPublished(version);
      void refresh('getConfig', 'getLegalDocument');
    },
    onError: () => setAsking(false),
  });
  const problem = publish.error?.problem;
  const next = last.version + 1;
  return (
    <Card title={`${legalNames[kind]}, version ${next}`}>
      <form className="grid gap-4" noValidate onSubmit={form.handleSubmit(() => setAsking(true))}>
        <UnsavedGuard dirty={isDirty && !publish.isSuccess} />
        <TextField
          label="Title"
          maxLength={200}
          {...form.register('title', { validate: (typed) => typed.trim() !== '' || 'Enter a title.' })}
          error={errors.title?.message ?? fieldProblem(problem, 'title')}
        />
        <TextArea
          label="Text"
          rows={18}
          help="Plain text; an empty line begins a new paragraph."
          {...form.register('text', { validate: (typed) => typed.trim() !== '' || 'Enter the text.' })}
          error={errors.text?.message ?? fieldProblem(problem, 'text')}
        />
        <TextField
          label="In force from, UTC"
          optional
          type="datetime-local"
          className="max-w-60"
          help="At once where it is left empty."
          {...form.register('validFrom')}
          error={fieldProblem(problem, 'validFrom')}
        />
        <ProblemNotice error={publish.error} />
        <div>
          <Button type="submit" kind="primary" disabledReason={isDirty ? undefined : 'Nothing has been changed.'}>
            Publish version {next}
          </Button>
        </div>
      </form>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Publish version ${next}`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button
              kind="primary"
              data-first-focus
              busy={publish.isPending}
              onClick={() => publish.mutate(form.getValues())}
            >
              Publish
            </Button>
          </>
        }
      >
        <p className="text-text-2">
          Everybody can read it from then on, and it can never be changed or taken back: a correction is another
          version. Whoever orders after it is in force accepts this version.
        </p>
      </Dialog>
    </Card>
  );
}
