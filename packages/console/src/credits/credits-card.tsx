import type { Credit } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** What is left of credits, and the field for a code. */
export function CreditsCard({ className }: { className?: string }) {
  const credits = useApi('listCredits', { query: { limit: 100 } }, { refetchInterval: 30_000 });
  const left = credits.data?.items.filter((credit) => toUnits(credit.left.amount) > 0n) ?? [];
  return (
    <Card title="Credits" className={className}>
      <div className="grid gap-4">
        {left.length > 0 && <Left credits={left} />}
        <RedeemForm />
      </div>
    </Card>
  );
}

function Left({ credits }: { credits: Credit[] }) {
  return (
    <div className="grid gap-2">
      <ul className="grid gap-1">
        {credits.map((credit) => (
          <li key={credit.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              <MoneyText money={credit.left} className="font-medium" /> left
            </span>
            <span className="text-small text-text-2">
              {credit.expiresAt ? (
                <>
                  until <TimeText at={credit.expiresAt} style="day" />
                </>
              ) : (
                'without end'
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-small text-text-3">Part of your balance. Usage is paid from it before your own money.</p>
    </div>
  );
}

function RedeemForm() {
  const [code, setCode] = useState('');
  // The same key until the code was taken: a repeat after silence redeems once.
  const key = useRef(crypto.randomUUID());
  const redeem = useMutation<Credit, ApiError, string>({
    mutationFn: (typed) => api('redeemCoupon', { body: { code: typed }, idempotencyKey: key.current }),
    onSuccess: () => {
      key.current = crypto.randomUUID();
      setCode('');
      void refresh('listCredits', 'getBalance', 'listTransactions');
    },
  });
  const problem = redeem.error?.problem;
  const atField = fieldProblem(problem, 'code');
  return (
    <form
      className="grid gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') redeem.mutate(code.trim());
      }}
    >
      <TextField
        label="Coupon code"
        mono
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={code}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          redeem.reset();
        }}
        error={atField && problem ? problem.detail : undefined}
        help="Upper or lower case and hyphens do not matter."
      />
      {!atField && <ProblemNotice error={redeem.error} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={redeem.isPending} disabledReason={code.trim() ? undefined : 'Enter a code first.'}>
          Redeem
        </Button>
        <p role="status" className="text-small text-text-2">
          {redeem.isSuccess && `${formatMoney(redeem.data.amount)} was added to your balance.`}
        </p>
      </div>
    </form>
  );
}
