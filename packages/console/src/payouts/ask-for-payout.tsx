import type { Payout } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { formatMoney, type MoneyValue } from '../ui/money.ts';

interface AskForPayoutProps {
  payable: MoneyValue;
  address: string;
  onClose: () => void;
}

/** All that is payable, to the address that is set: confirmed once, sent once. */
export function AskForPayout({ payable, address, onClose }: AskForPayoutProps) {
  const navigate = useNavigate();
  // What was payable when the dialog opened is what is asked for, however often it is pressed.
  const [{ amount, key }] = useState(() => ({ amount: payable, key: crypto.randomUUID() }));
  const ask = useMutation<Payout, ApiError>({
    mutationFn: () => api('createPayout', { body: { amount: { ...amount, currency: 'USD' } }, idempotencyKey: key }),
    onSuccess: () => {
      void refresh('listEarnings', 'listPayouts', 'getProviderStatement');
      onClose();
      void navigate({ to: '/provider/earnings/payouts' });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Ask for a payout"
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="primary" busy={ask.isPending} onClick={() => ask.mutate()}>
            {`Ask for ${formatMoney(amount)}`}
          </Button>
        </>
      }
    >
      <KeyValues
        facts={[
          ['Amount', <span key="amount" className="figures">{`${formatMoney(amount, 'exact')}`}</span>],
          [
            'Goes to',
            <code key="address" className="break-all font-mono text-mono">
              {address}
            </code>,
          ],
        ]}
      />
      <p className="text-text-2">
        The operator pays it with the next payout run, in TFT on TFChain at the chain's average price of that moment. It
        cannot be taken back.
      </p>
      <ProblemNotice error={ask.error} />
    </Dialog>
  );
}
