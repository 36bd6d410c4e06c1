import type { DisputeDetail } from '@marketplace/contract';
import { useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { formatMoney } from '../ui/money.ts';
import { useDisputeAnswer } from './use-dispute-answer.ts';

/** Gives up the money; asked for once more, since it is final. */
export function AcceptDispute({ dispute }: { dispute: DisputeDetail }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const answer = useDisputeAnswer(dispute);
  const amount = formatMoney(dispute.amount);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Accept the dispute</Button>
      <Dialog
        open={asking}
        title={`Accept the dispute over ${amount}`}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)} data-first-focus>
              Cancel
            </Button>
            <Button
              kind="danger"
              busy={answer.isPending}
              disabledReason={reason.trim().length < 3 ? 'Say why first.' : undefined}
              onClick={() =>
                answer.mutate({ kind: 'accept', reason: reason.trim() }, { onSuccess: () => setAsking(false) })
              }
            >
              Accept, and lose {amount}
            </Button>
          </>
        }
      >
        <p className="text-text-2">
          The bank keeps {amount} for its customer, and the amount stays withheld from the user’s balance here. Stripe
          keeps its fee. This cannot be taken back.
        </p>
        <TextField
          label="Reason"
          help="It stands in the audit log."
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNotice error={answer.error} />
      </Dialog>
    </>
  );
}
