import { ApiError } from '@marketplace/contract/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSession } from '../session/session.ts';
import { type FreshKey, useFreshKey } from '../ssh-keys/fresh-key.ts';
import { useMakeKey } from '../ssh-keys/make-key.ts';
import { PrivateKeyOnce } from '../ssh-keys/private-key-once.tsx';
import { fingerprint, readPublicKey } from '../ssh-keys/public-key.ts';
import { useSshKeys } from '../ssh-keys/use-ssh-keys.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { keepDraft, readDraft } from './draft.ts';
import type { DeployForm } from './use-deploy-form.ts';

export type ChosenKey = { ok: true; publicKey: string } | { ok: false; message: string };

interface KeyChoiceProps {
  form: DeployForm;
  chosen: ChosenKey;
  onChange: (key: ChosenKey) => void;
}

/** A stored key, a pasted one, or a pair made in this browser. */
export function KeyChoice({ form, chosen, onChange }: KeyChoiceProps) {
  const group = useId();
  const { status } = useSession();
  const keys = useSshKeys().data?.items ?? [];
  const fresh = useFreshKey();
  const [pasted, setPasted] = useState(() => readDraft()?.publicKey ?? '');
  const way =
    form.search.key ??
    (fresh ? keys.find((key) => key.publicKey === fresh.publicKey)?.id : undefined) ??
    keys[0]?.id ??
    (pasted ? 'paste' : 'new');
  const stored = keys.find(({ id }) => id === way);

  useEffect(() => keepDraft({ publicKey: pasted, size: form.choice.size, search: form.search }), [pasted, form]);
  const next = JSON.stringify(choose(way, stored?.publicKey, pasted, fresh));
  useEffect(() => onChange(JSON.parse(next) as ChosenKey), [next, onChange]);

  return (
    <Card title="SSH key">
      <div className="grid gap-3">
        <ChoiceGroup legend={<span className="sr-only">SSH key</span>}>
          {keys.map((key) => (
            <ChoiceCard
              key={key.id}
              name={group}
              checked={way === key.id}
              onChange={() => form.change({ key: key.id })}
              label={key.name}
            >
              <code className="font-mono text-mono break-all">{key.fingerprint}</code>
            </ChoiceCard>
          ))}
          <ChoiceCard
            name={group}
            checked={way === 'new'}
            onChange={() => form.change({ key: 'new' })}
            label="Make a new key pair"
          >
            In this browser. The private half is saved to your downloads; we store the public one.
          </ChoiceCard>
          <ChoiceCard
            name={group}
            checked={way === 'paste'}
            onChange={() => form.change({ key: 'paste' })}
            label="Paste a public key"
          />
        </ChoiceGroup>
        {way === 'paste' && (
          <TextArea
            label="Public key"
            rows={3}
            spellCheck={false}
            placeholder="ssh-ed25519 AAAA… you@laptop"
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
            help={chosen.ok && <Fingerprint publicKey={chosen.publicKey} />}
            error={pasted.trim() !== '' && !chosen.ok ? chosen.message : undefined}
          />
        )}
        {way === 'new' &&
          (status === 'visitor' ? (
            <p className="text-small text-text-2">The pair is made after you have signed in.</p>
          ) : (
            <NewPair />
          ))}
        {fresh && <PrivateKeyOnce fresh={fresh} />}
      </div>
    </Card>
  );
}

/** To compare with what `ssh-keygen -l` says on one's own computer. */
function Fingerprint({ publicKey }: { publicKey: string }) {
  const found = useQuery({ queryKey: ['fingerprint', publicKey], queryFn: () => fingerprint(publicKey) }).data;
  return <code className="font-mono text-mono break-all">{found}</code>;
}

function NewPair() {
  const make = useMakeKey();
  const fresh = useFreshKey();
  return (
    <div className="grid gap-3">
      {make.error instanceof ApiError ? (
        <ProblemNotice error={make.error} />
      ) : (
        make.error && <Banner family="bad" title={make.error.message} />
      )}
      <Button busy={make.isPending} onClick={() => make.mutate(keyName())} className="justify-self-start">
        {fresh ? 'Make another key pair' : 'Make and download the key pair'}
      </Button>
    </div>
  );
}

/** Named by the day and a short tail, so that two of a day differ. */
function keyName(): string {
  const tail = [...crypto.getRandomValues(new Uint8Array(2))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `Browser key ${new Date().toISOString().slice(0, 10)} ${tail}`;
}

function choose(way: string, stored: string | undefined, pasted: string, fresh: FreshKey | undefined): ChosenKey {
  if (stored) return { ok: true, publicKey: stored };
  if (way === 'paste') {
    const read = readPublicKey(pasted);
    return read.ok ? { ok: true, publicKey: read.key } : read;
  }
  if (way === 'new' && fresh) return { ok: true, publicKey: fresh.publicKey };
  return { ok: false, message: 'Make the key pair first, or choose another way to sign in.' };
}
