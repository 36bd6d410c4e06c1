import type { TreasuryMovement } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { TextField } from '../ui/field.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { AssetText } from './asset-text.tsx';
import { Address, shortened } from './wallet-cards.tsx';

/** What a movement was that nobody here started, and its worth in dollars. */
export function ExplainForm({ movement, onDone }: { movement: TreasuryMovement; onDone: () => void }) {
  const [dollars, setDollars] = useState('');
  const [explanation, setExplanation] = useState('');
  const parsed = readDollars(dollars);
  const cameIn = movement.direction === 'in';
  const explain = useMutation<unknown, ApiError, string>({
    mutationFn: (amount) =>
      api('explainTreasuryMovement', {
        params: { id: movement.id },
        body: { dollars: { currency: 'USD', amount }, explanation: explanation.trim() },
      }),
    onSuccess: async () => {
      await refresh('listTreasuryMovements', 'listTreasuryLots', 'getTreasuryAccounts', 'listTasks');
      onDone();
    },
  });
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.ok) explain.mutate(parsed.amount);
      }}
    >
      <KeyValues
        facts={[
          [
            cameIn ? 'Came in' : 'Went out',
            <AssetText key="amount" amount={movement.amount} asset={movement.asset} exact />,
          ],
          [cameIn ? 'From' : 'To', <Address key="who" address={movement.counterparty} />],
          [
            'Hash',
            <span key="hash" className="flex flex-wrap items-center gap-x-1">
              <code className="font-mono text-mono" title={movement.transactionHash}>
                {shortened(movement.transactionHash)}
              </code>
              <CopyButton compact text={movement.transactionHash} what="hash" />
            </span>,
          ],
        ]}
      />
      <DollarField
        label={cameIn ? 'It cost, in US dollars' : 'It brought, in US dollars'}
        value={dollars}
        onChange={setDollars}
        help="Enter 0 for nothing."
        error={fieldProblem(explain.error?.problem, 'dollars.amount')}
      />
      <TextField
        label="What it was"
        maxLength={500}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        help="Stands beside the movement and in the audit log."
      />
      <ProblemNotice error={explain.error} />
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={explain.isPending}
          disabledReason={parsed.ok && explanation.trim() ? undefined : 'Enter dollars and an explanation.'}
        >
          Explain
        </Button>
      </div>
    </form>
  );
}
