import type { ProviderProfile } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { apiKey, queryClient, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useProviderAccount } from './use-provider-account.ts';

/** How the operator reaches the provider. */
export function ProviderProfileCard() {
  const profile = useApi('getProviderProfile', undefined, { staleTime: 60_000 });
  const [editing, setEditing] = useState(false);
  const found = profile.data;
  return (
    <Card
      title="Contact"
      actions={
        found && (
          <Button small onClick={() => setEditing(true)}>
            Edit
          </Button>
        )
      }
    >
      {found ? (
        <KeyValues
          facts={[
            ['Name', found.name],
            ['E-mail', found.contactEmail],
            ['Phone', found.contactPhone ?? '–'],
            ['Web site', found.website ?? '–'],
            ['About', found.about ?? '–'],
            ['TFChain account', <ConnectedAs key="account" />],
          ]}
        />
      ) : (
        !profile.error && <Skeleton className="h-28 w-full" />
      )}
      <ProblemNotice error={profile.error} retry={() => void profile.refetch()} />
      <p className="mt-3 text-small text-text-3">For the operator of this marketplace only; customers do not see it.</p>
      <SidePanel title="Contact" open={editing} onClose={() => setEditing(false)}>
        {found && <ContactForm profile={found} onDone={() => setEditing(false)} />}
      </SidePanel>
    </Card>
  );
}

function ConnectedAs() {
  const account = useProviderAccount().data?.account;
  return (
    <Link to="/provider/apply" className="link break-all">
      {account ? account.address : 'Connect an account'}
    </Link>
  );
}

interface Form {
  name: string;
  contactEmail: string;
  contactPhone: string;
  website: string;
  about: string;
}

function ContactForm({ profile, onDone }: { profile: ProviderProfile; onDone: () => void }) {
  const form = useForm<Form>({
    defaultValues: {
      ...profile,
      contactPhone: profile.contactPhone ?? '',
      website: profile.website ?? '',
      about: profile.about ?? '',
    },
    mode: 'onTouched',
  });
  const { errors } = form.formState;
  const save = useMutation<ProviderProfile, ApiError, Form>({
    mutationFn: ({ name, contactEmail, contactPhone, website, about }) =>
      api('updateProviderProfile', {
        body: {
          name: name.trim(),
          contactEmail: contactEmail.trim(),
          contactPhone: contactPhone.trim() || null,
          website: website.trim() || null,
          about: about.trim() || null,
        },
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getProviderProfile'), changed);
      onDone();
    },
  });
  const problem = save.error?.problem;
  return (
    <form className="grid gap-4 p-4" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <TextField
        label="Name or company"
        maxLength={100}
        {...form.register('name', { validate: (value) => value.trim() !== '' || 'Enter a name.' })}
        error={errors.name?.message ?? fieldProblem(problem, 'name')}
      />
      <TextField
        label="Contact e-mail"
        type="email"
        maxLength={200}
        {...form.register('contactEmail', {
          validate: (value) => /^\S+@\S+\.\S+$/.test(value.trim()) || 'Enter an e-mail address.',
        })}
        error={errors.contactEmail?.message ?? fieldProblem(problem, 'contactEmail')}
      />
      <TextField label="Phone" optional type="tel" maxLength={40} {...form.register('contactPhone')} />
      <TextField
        label="Web site"
        optional
        type="url"
        help="Address that begins with https://"
        {...form.register('website', {
          validate: (value) =>
            value.trim() === '' || /^https:\/\/\S+$/.test(value.trim()) || 'Enter an address that begins with https://',
        })}
        error={errors.website?.message ?? fieldProblem(problem, 'website')}
      />
      <TextArea label="About" optional rows={4} maxLength={2000} {...form.register('about')} />
      <ProblemNotice error={save.error} />
      <Button type="submit" kind="primary" busy={save.isPending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}
