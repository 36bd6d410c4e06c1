import type { SavedNodeFilter } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

/** Gives the search a name. */
export function SaveSearch({ query, onClose }: { query: string; onClose: () => void }) {
  const form = useForm<{ name: string }>({ defaultValues: { name: '' }, mode: 'onTouched' });
  const save = useMutation<SavedNodeFilter, ApiError, { name: string }>({
    mutationFn: ({ name }) =>
      api('saveNodeFilter', { body: { name: name.trim(), query }, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      void refresh('listNodeFilters');
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save this search"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={save.isPending} onClick={form.handleSubmit((values) => save.mutate(values))}>
            Save search
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
        <TextField
          label="Name"
          help="Such as the project that the nodes are for."
          data-first-focus
          maxLength={60}
          {...form.register('name', { validate: (value) => value.trim() !== '' || 'Enter a name.' })}
          error={form.formState.errors.name?.message}
        />
      </form>
      <ProblemNotice error={save.error} />
    </Dialog>
  );
}
