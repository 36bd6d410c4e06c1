import type { OperatorPayout } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { formatMoney } from '../ui/money.ts';

type Outcome = 'paid' | 'returned';

/** The chain no longer tells what became of a transfer: somebody looks there, and says it here. */
export function DecidePayout({ payout, onClose }: { payout: OperatorPayout; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [reason, setReason] = useState('');
  const decide = useMutation<unknown, ApiError, Outcome>({
    mutationFn: (chosen) =>
      api('resolvePayout', { params: { id: payout.id }, body: { outcome: chosen, reason: reason.trim() } }),
    onSuccess: () => {
      void refresh('listAllPayouts', 'getPayoutRun', 'listTasks');
      onClose();
    },
  });
  const missing = !outcome ? 'Choose what happened.' : reason.trim() === '' ? 'Note how you know it.' : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Decide the payout of ${formatMoney(payout.amount)}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button
            kind="primary"
            busy={decide.isPending}
            disabledReason={missing}
            onClick={() => outcome && decide.mutate(outcome)}
          >
            Save the decision
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        {`Look on the chain whether ${payout.tft} TFT arrived at this address. A wrong decision pays twice, or not at all.`}
      </p>
      <p className="flex items-center gap-1">
        <code className="min-w-0 break-all font-mono text-mono">{payout.address}</code>
        <CopyButton compact what="address" text={payout.address} />
      </p>
      <ChoiceGroup legend="What happened">
        <ChoiceCard name="outcome" checked={outcome === 'paid'} onChange={() => setOutcome('paid')} label="It arrived">
          The payout counts as paid.
        </ChoiceCard>
        <ChoiceCard
          name="outcome"
          checked={outcome === 'returned'}
          onChange={() => setOutcome('returned')}
          label="It did not arrive"
        >
          The amount is payable again.
        </ChoiceCard>
      </ChoiceGroup>
      <TextField
        label="How you know it"
        help="Stands in the audit log, and in the payout where it was returned."
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={decide.error} />
    </Dialog>
  );
}
