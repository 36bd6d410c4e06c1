import type { AccountChallenge, ProviderAccount } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useConfig } from '../api/use-config.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { TextArea } from '../ui/field.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { accountChanged } from './use-provider-account.ts';
import { signInWallet, type WalletAccount } from './wallet-extension.ts';

interface SignTextProps {
  title: string;
  challenge: AccountChallenge;
  /** The extension's account that was chosen; without one the signature is pasted. */
  wallet: WalletAccount | undefined;
  onBack: () => void;
}

/** The exact text, and the signature of it: from the extension, or from any wallet by copy and paste. */
export function SignText({ title, challenge, wallet, onBack }: SignTextProps) {
  const [signature, setSignature] = useState('');
  const [missing, setMissing] = useState(false);
  const appName = useConfig().data?.brandName ?? '';
  const connect = useMutation<ProviderAccount, ApiError, string>({
    mutationFn: (given) => api('connectAccount', { body: { challengeId: challenge.id, signature: given.trim() } }),
    onSuccess: accountChanged,
  });
  const sign = useMutation<string, Error, WalletAccount>({
    mutationFn: (account) => signInWallet(account, challenge.text, appName),
    onSuccess: (given) => connect.mutate(given),
  });
  const wrong = fieldProblem(connect.error?.problem, 'signature');
  return (
    <Card title={title}>
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (wallet) sign.mutate(wallet);
          else if (signature.trim() === '') setMissing(true);
          else connect.mutate(signature);
        }}
      >
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-small font-medium text-text-2">Text to sign</p>
            <CopyButton what="text" text={challenge.text} />
          </div>
          <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-control bg-sunken p-3 font-mono text-mono">
            {challenge.text}
          </pre>
          <p className="text-small text-text-3">
            Good once, until <TimeText at={challenge.expiresAt} style="time" />. Sign nothing but this text.
          </p>
        </div>
        {!wallet && (
          <TextArea
            label="Signature"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            placeholder="0x…"
            value={signature}
            onChange={(event) => setSignature(event.currentTarget.value)}
            help="Sign the text as raw bytes in your wallet, then paste what it gives."
            error={missing && signature.trim() === '' ? 'Paste the signature first.' : wrong && `This ${wrong}.`}
          />
        )}
        {sign.error && <Banner family="warn" title={sign.error.message} />}
        {connect.error && (wallet || !wrong) && <ProblemNotice error={connect.error} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" busy={connect.isPending || sign.isPending}>
            {wallet ? `Sign in ${wallet.extension} and connect` : 'Connect the account'}
          </Button>
          <Button onClick={onBack}>Another account</Button>
        </div>
      </form>
    </Card>
  );
}
