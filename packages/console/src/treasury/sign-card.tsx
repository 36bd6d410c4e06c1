import type { TreasuryTransferDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { TextArea } from '../ui/field.tsx';
import { TimeText } from '../ui/time-text.tsx';

interface SignCardProps {
  id: string;
  toSign: NonNullable<TreasuryTransferDetail['toSign']>;
}

/** What a person has to sign elsewhere, and where it comes back. */
export function SignCard({ id, toSign }: SignCardProps) {
  const [signed, setSigned] = useState('');
  const send = useMutation<unknown, ApiError>({
    mutationFn: () => api('signTreasuryTransfer', { params: { id }, body: { envelopeXdr: signed.trim() } }),
    onSuccess: () => refresh('getTreasuryTransfer', 'listTreasuryTransfers'),
  });
  return (
    <Card title="Waits for a signature">
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <p className="break-words [overflow-wrap:anywhere]">
          {toSign.summary} {'It can be signed until '}
          <TimeText at={toSign.validUntil} />.
        </p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <div className="flex items-center justify-between gap-3">
            <span className="text-small font-medium text-text-2">Transaction to sign</span>
            <CopyButton text={toSign.unsignedXdr} what="transaction" />
          </div>
          <code className="block rounded-control bg-sunken p-3 font-mono text-mono break-all">
            {toSign.unsignedXdr}
          </code>
          <p className="text-small text-text-3 break-all">{`Network: ${toSign.passphrase}`}</p>
        </div>
        <TextArea
          label="Signed transaction"
          rows={4}
          spellCheck={false}
          value={signed}
          onChange={(event) => setSigned(event.currentTarget.value)}
          help="The same transaction with the account’s signature. Any other is refused."
          error={fieldProblem(send.error?.problem, 'envelopeXdr')}
        />
        <ProblemNotice error={send.error} />
        <div>
          <Button
            type="submit"
            kind="primary"
            busy={send.isPending}
            disabledReason={signed.trim() ? undefined : 'Paste the signed transaction.'}
          >
            Hand in
          </Button>
        </div>
      </form>
    </Card>
  );
}
