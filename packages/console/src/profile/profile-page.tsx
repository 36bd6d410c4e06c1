import type { Profile } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Controller, useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { apiKey, queryClient } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { signOut } from '../session/session.ts';
import { useProfile } from '../session/use-profile.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Combo } from '../ui/combo.tsx';
import { TextField } from '../ui/field.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';

export function ProfilePage() {
  const profile = useProfile();
  return (
    <Page title="Profile" width="reading" actions={<Button onClick={() => void signOut()}>Sign out</Button>}>
      {profile.data ? (
        <>
          <Account profile={profile.data} />
          <ProfileForm profile={profile.data} />
          <ProviderCard profile={profile.data} />
        </>
      ) : (
        !profile.error && <Skeleton className="h-96 w-full" />
      )}
    </Page>
  );
}

function Account({ profile }: { profile: Profile }) {
  const verified = profile.emailVerified
    ? ({ family: 'ok', shape: 'disc', word: 'Verified' } as const)
    : ({ family: 'warn', shape: 'triangle', word: 'Not verified' } as const);
  return (
    <Card title="Account">
      <KeyValues
        facts={[
          [
            'E-mail',
            <span key="email" className="flex flex-wrap items-center gap-x-3 break-all">
              {profile.email} <StatusBadge status={verified} />
            </span>,
          ],
          ['Roles', profile.roles.map((role) => role.replaceAll('-', ' ')).join(', ')],
          ['Since', <TimeText key="since" at={profile.createdAt} style="day" />],
        ]}
      />
      {!profile.emailVerified && (
        <p className="mt-3 text-small text-text-2">
          Open the link in the mail that the identity provider sent to verify it.
        </p>
      )}
    </Card>
  );
}

/** The way to the provider's side, for whoever owns nodes. */
function ProviderCard({ profile }: { profile: Profile }) {
  const isProvider = profile.roles.includes('cloud-provider');
  return (
    <Card title="Cloud provider">
      <p className="mb-3 max-w-prose text-text-2">
        {isProvider
          ? 'You offer nodes on this marketplace.'
          : 'You own nodes of the ThreeFold Grid? Offer them here and earn a share of what runs on them.'}
      </p>
      <Link to={isProvider ? '/provider' : '/provider/apply'} className={buttonClass()}>
        {isProvider ? 'Go to your nodes' : 'Become a provider'}
      </Link>
    </Card>
  );
}

interface Form {
  name: string;
  pictureUrl: string;
  timeZone: string;
  emailNotifications: boolean;
}

function ProfileForm({ profile }: { profile: Profile }) {
  const present: Form = { ...profile, pictureUrl: profile.pictureUrl ?? '' };
  const form = useForm<Form>({ values: present, mode: 'onTouched' });
  const { errors, isDirty } = form.formState;
  const save = useMutation<Profile, ApiError, Form>({
    mutationFn: ({ name, pictureUrl, timeZone, emailNotifications }) =>
      api('updateProfile', {
        body: { name: name.trim(), pictureUrl: pictureUrl.trim() || null, timeZone, emailNotifications },
      }),
    onSuccess: (changed) => queryClient.setQueryData(apiKey('getProfile'), changed),
  });
  const problem = save.error?.problem;
  return (
    <Card title="About you">
      <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
        <TextField
          label="Name"
          autoComplete="name"
          maxLength={100}
          {...form.register('name', {
            validate: (value) => value.trim() !== '' || 'Enter the name that you want to be called.',
          })}
          error={errors.name?.message ?? fieldProblem(problem, 'name')}
        />
        <TextField
          label="Picture"
          optional
          type="url"
          help="Address of a picture, beginning with https://"
          {...form.register('pictureUrl', {
            validate: (value) =>
              value.trim() === '' ||
              /^https:\/\/\S+$/.test(value.trim()) ||
              'Enter an address that begins with https://',
          })}
          error={errors.pictureUrl?.message ?? fieldProblem(problem, 'pictureUrl')}
        />
        <Controller
          control={form.control}
          name="timeZone"
          render={({ field }) => (
            <Combo
              label="Time zone"
              options={zones(field.value)}
              value={field.value}
              onChange={(id) => id && field.onChange(id)}
            />
          )}
        />
        <Checkbox
          label="Send me e-mail"
          help="Topics are chosen under Notifications. Receipts and urgent notices are always sent."
          {...form.register('emailNotifications')}
        />
        <ProblemNotice error={save.error} />
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            kind="primary"
            busy={save.isPending}
            disabledReason={isDirty ? undefined : 'Nothing has been changed.'}
          >
            Save
          </Button>
          <p role="status" className="text-small text-text-2">
            {save.isSuccess && !isDirty ? 'Saved' : ''}
          </p>
        </div>
      </form>
    </Card>
  );
}

/** All zones that the browser knows; one that it does not know stays, so that nothing is changed silently. */
function zones(present: string) {
  const known = Intl.supportedValuesOf('timeZone');
  const all = [...new Set(['UTC', present, ...known])].filter(Boolean);
  return all.map((id) => ({ id, name: id.replaceAll('_', ' ') }));
}
