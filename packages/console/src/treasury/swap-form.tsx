import type { SwapQuote, TreasuryTransfer, TreasuryWallets } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { AmountField, readAmount } from './amount-field.tsx';
import { formatAsset } from './asset-text.tsx';
import { QuoteDialog, type SwapWish } from './quote-dialog.tsx';

interface SwapFormProps {
  wallets: TreasuryWallets;
  onStarted: (id: string) => void;
}

/** What to exchange, within which limits; the quote is looked at before anything is started. */
export function SwapForm({ wallets, onStarted }: SwapFormProps) {
  const name = useId();
  const [mode, setMode] = useState<'spend' | 'obtain'>('spend');
  const [amount, setAmount] = useState('');
  const [percent, setPercent] = useState('1.00');
  const [bridge, setBridge] = useState(true);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<{ wish: SwapWish; quote: SwapQuote }>();
  const key = useRef(crypto.randomUUID());
  const bps = readPercent(percent);
  const wish: SwapWish | undefined =
    readAmount(amount) === undefined || bps === undefined || reason.trim() === ''
      ? undefined
      : { [mode]: readAmount(amount), maxSlippageBps: bps, bridge, reason: reason.trim() };
  const quote = useMutation<SwapQuote, ApiError, SwapWish>({
    mutationFn: ({ bridge: _bridge, reason: _reason, ...order }) => api('quoteSwap', { body: order }),
    onSuccess: (found, of) => setAsked({ wish: of, quote: found }),
  });
  const start = useMutation<TreasuryTransfer, ApiError, SwapWish>({
    mutationFn: (of) => api('createSwap', { body: of, idempotencyKey: key.current }),
    onSuccess: async ({ id }) => {
      await refresh('listTreasuryTransfers', 'getTreasuryWallets');
      onStarted(id);
    },
  });
  const close = () => {
    setAsked(undefined);
    start.reset();
    // Another order is another key.
    key.current = crypto.randomUUID();
  };
  const problem = quote.error?.problem;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wish) quote.mutate(wish);
      }}
    >
      <ChoiceGroup legend="I want to" columns="grid-cols-2">
        <ChoiceCard name={name} checked={mode === 'spend'} onChange={() => setMode('spend')} label="Spend USDC" />
        <ChoiceCard name={name} checked={mode === 'obtain'} onChange={() => setMode('obtain')} label="Obtain TFT" />
      </ChoiceGroup>
      <AmountField
        label={mode === 'spend' ? 'USDC to spend' : 'TFT to obtain'}
        asset={mode === 'spend' ? 'USDC' : 'TFT'}
        value={amount}
        onChange={setAmount}
        help={wallets.free ? `${formatAsset(wallets.free.usdc)} USDC can be exchanged.` : undefined}
        error={fieldProblem(problem, mode)}
      />
      <TextField
        label="Slippage limit"
        suffix="%"
        inputMode="decimal"
        autoComplete="off"
        value={percent}
        onChange={(event) => setPercent(event.currentTarget.value)}
        help="How far the transaction may be from its quote; 5 at most."
        error={bps === undefined ? 'Enter a percentage from 0 to 5.' : undefined}
      />
      <Checkbox
        label="Carry the TFT to the chain"
        help="In a second transaction, through the bridge. Else they stay on Stellar."
        checked={bridge}
        onChange={(event) => setBridge(event.currentTarget.checked)}
      />
      <TextField
        label="Reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        help="Stands in the audit log."
      />
      <ProblemNotice error={quote.error} />
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={quote.isPending}
          disabledReason={wish ? undefined : 'Enter an amount, a limit and a reason.'}
        >
          Ask for a quote
        </Button>
      </div>
      {asked && (
        <QuoteDialog
          wish={asked.wish}
          quote={asked.quote}
          asking={quote.isPending}
          onAskAgain={() => quote.mutate(asked.wish)}
          starting={start.isPending}
          error={start.error}
          onStart={() => start.mutate(asked.wish)}
          onClose={close}
        />
      )}
    </form>
  );
}

/** Hundredths of a percent of what was typed as percent. */
function readPercent(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.');
  if (!/^\d(\.\d{1,2})?$/.test(text)) return undefined;
  const bps = Math.round(Number(text) * 100);
  return bps <= 500 ? bps : undefined;
}
