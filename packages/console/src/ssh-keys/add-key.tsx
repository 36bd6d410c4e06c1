import type { SshKey } from '@marketplace/contract';
import { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { useMakeKey } from './make-key.ts';
import { readPublicKey } from './public-key.ts';

interface Form {
  name: string;
  publicKey: string;
}

/** Paste a public key, or have a pair made here. */
export function AddKey({ onDone }: { onDone: () => void }) {
  const form = useForm<Form>({ defaultValues: { name: '', publicKey: '' }, mode: 'onTouched' });
  const store = useMutation<SshKey, ApiError, Form>({
    mutationFn: ({ name, publicKey }) =>
      api('createSshKey', {
        body: { name: name.trim(), publicKey: publicKey.trim() },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: () => {
      void refresh('listSshKeys');
      onDone();
    },
  });
  const { errors } = form.formState;
  return (
    <div className="grid gap-6 p-4">
      <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((values) => store.mutate(values))}>
        <TextField
          label="Name"
          help="Such as the computer that holds the private half."
          {...form.register('name', { validate: (value) => value.trim() !== '' || 'Enter a name.', maxLength: 100 })}
          error={errors.name?.message}
        />
        <TextArea
          label="Public key"
          rows={4}
          spellCheck={false}
          placeholder="ssh-ed25519 AAAA… you@laptop"
          {...form.register('publicKey', {
            validate: (value) => {
              const read = readPublicKey(value);
              return read.ok || read.message;
            },
          })}
          error={errors.publicKey?.message}
        />
        <ProblemNotice error={store.error} />
        <Button type="submit" kind="primary" busy={store.isPending} className="justify-self-start">
          Store key
        </Button>
      </form>
      <MakeKey onDone={onDone} />
    </div>
  );
}

function MakeKey({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('My key');
  const make = useMakeKey(onDone);
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <div>
        <h3 className="text-heading">No key yet?</h3>
        <p className="text-small text-text-2">
          A pair is made in this browser. The private half is saved to your downloads and never sent anywhere.
        </p>
      </div>
      <TextField
        label="Name of the new key"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {make.error instanceof ApiError ? (
        <ProblemNotice error={make.error} />
      ) : (
        make.error && <Banner family="bad" title={make.error.message} />
      )}
      <Button
        busy={make.isPending}
        disabledReason={name.trim() ? undefined : 'Enter a name first.'}
        onClick={() => make.mutate(name.trim())}
        className="justify-self-start"
      >
        Make a key pair
      </Button>
    </div>
  );
}
