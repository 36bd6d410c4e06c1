import type { AccountChallenge } from '@marketplace/contract';
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
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { SignText } from './sign-text.tsx';
import { type WalletAccount, walletAccounts } from './wallet-extension.ts';

/** Name an account, or take one of a browser extension; then sign the text that proves it. */
export function ConnectAccount({ title }: { title: string }) {
  const [address, setAddress] = useState('');
  const [chosen, setChosen] = useState<WalletAccount>();
  const [missing, setMissing] = useState(false);
  const appName = useConfig().data?.brandName ?? '';
  const wallets = useMutation<WalletAccount[], Error>({
    mutationFn: () => walletAccounts(appName),
    onSuccess: ([first]) => setChosen(first),
  });
  const ask = useMutation<AccountChallenge, ApiError, string>({
    mutationFn: (wanted) => api('createAccountChallenge', { body: { address: wanted } }),
  });
  if (ask.data) return <SignText title={title} challenge={ask.data} wallet={chosen} onBack={() => ask.reset()} />;
  const wanted = chosen?.address ?? address.trim();
  return (
    <Card title={title}>
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '') setMissing(true);
          else ask.mutate(wanted);
        }}
      >
        <p className="max-w-prose text-text-2">
          The account of your farm on TFChain. You prove that you hold it by signing a text; that moves no money and
          gives nobody access.
        </p>
        {wallets.data ? (
          <WalletChoice accounts={wallets.data} chosen={chosen} onChoose={setChosen} />
        ) : (
          <TextField
            label="Address"
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="5F3sa2TJAWMqDhXG6jhV4N8ko9…"
            className="max-w-xl"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={
              missing && wanted === ''
                ? 'Enter the address first, or use a browser extension.'
                : fieldProblem(ask.error?.problem, 'address')
            }
          />
        )}
        {wallets.error && <Banner family="warn" title={wallets.error.message} />}
        {ask.error && !fieldProblem(ask.error.problem, 'address') && <ProblemNotice error={ask.error} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" busy={ask.isPending}>
            Show the text to sign
          </Button>
          {wallets.data ? (
            <Button
              onClick={() => {
                wallets.reset();
                setChosen(undefined);
              }}
            >
              Enter an address instead
            </Button>
          ) : (
            <Button busy={wallets.isPending} onClick={() => wallets.mutate()}>
              Use a browser extension
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}

interface WalletChoiceProps {
  accounts: WalletAccount[];
  chosen: WalletAccount | undefined;
  onChoose: (account: WalletAccount) => void;
}

function WalletChoice({ accounts, chosen, onChoose }: WalletChoiceProps) {
  return (
    <ChoiceGroup legend="Account of your extension">
      {accounts.map((account) => (
        <ChoiceCard
          key={`${account.extension} ${account.address}`}
          name="wallet-account"
          label={account.name}
          aside={account.extension}
          checked={account === chosen}
          onChange={() => onChoose(account)}
        >
          <code className="break-all font-mono text-mono">{account.address}</code>
        </ChoiceCard>
      ))}
    </ChoiceGroup>
  );
}
