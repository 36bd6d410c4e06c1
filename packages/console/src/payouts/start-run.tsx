import type { OperatorPayoutPage, PayoutRun } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { formatMoney } from '../ui/money.ts';
import { formatTft } from '../ui/tft-text.tsx';

interface StartRunProps {
  summary: OperatorPayoutPage['summary'];
  onStarted: (runId: string) => void;
  onClose: () => void;
}

/** Confirms a run; pressing twice starts one, since the key is made with the dialog. */
export function StartRun({ summary, onStarted, onClose }: StartRunProps) {
  const [{ pending, usableTft, tftPriceUsd }] = useState(summary);
  const [key] = useState(() => crypto.randomUUID());
  const start = useMutation<PayoutRun, ApiError>({
    mutationFn: () => api('createPayoutRun', { idempotencyKey: key }),
    onSuccess: ({ id }) => {
      void refresh('listAllPayouts', 'listTasks');
      onStarted(id);
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Pay ${pending.count} ${pending.count === 1 ? 'payout' : 'payouts'}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="primary" busy={start.isPending} onClick={() => start.mutate()}>
            {`Pay ${formatMoney(pending.amount)}`}
          </Button>
        </>
      }
    >
      <KeyValues
        facts={[
          [
            'Owed',
            <span key="owed" className="figures">
              {formatMoney(pending.amount)}
            </span>,
          ],
          [
            'Price',
            tftPriceUsd === null ? 'unknown' : `${formatMoney({ currency: 'USD', amount: tftPriceUsd }, 'rate')} / TFT`,
          ],
          ['Sends about', pending.tft === null ? 'unknown' : formatTft(pending.tft)],
          ['Can be spent', usableTft === null ? 'unknown' : formatTft(usableTft)],
        ]}
      />
      <p className="text-text-2">
        Each payout is one transfer on TFChain, rounded down to the last unit, at the price of this minute. A transfer
        that the chain refuses is returned to its provider. What is sent cannot be taken back.
      </p>
      <ProblemNotice error={start.error} />
    </Dialog>
  );
}
