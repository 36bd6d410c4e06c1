import type { Credit } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { parseAmount } from '../ui/amount.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formatMoney } from '../ui/money.ts';
import { useNowMs } from '../ui/time-text.tsx';
import { creditLimits, endOfDay, laterDay } from './credit-fields.ts';
import { UserChoice } from './user-choice.tsx';

interface GiveCreditProps {
  /** Whom it is for, where that is known. */
  userId: string | undefined;
  onDone: () => void;
}

/** To whom, how much, why and until when. */
export function GiveCredit({ userId, onDone }: GiveCreditProps) {
  const nowMs = useNowMs();
  const [chosen, setChosen] = useState(userId);
  const [typed, setTyped] = useState('');
  const [left, setLeft] = useState(false);
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState('');
  // One key per form: pressing twice, or again after silence, gives once.
  const key = useRef(crypto.randomUUID());
  const known = useApi('getUser', { params: { id: userId ?? '' } }, { enabled: userId !== undefined }).data;
  const amount = parseAmount(typed, creditLimits);
  const day = laterDay(lastDay, nowMs);
  const give = useMutation<Credit, ApiError, { id: string; dollars: string }>({
    mutationFn: ({ id, dollars }) =>
      api('grantCredit', {
        params: { id },
        body: {
          amount: { currency: 'USD', amount: dollars },
          reason: reason.trim(),
          ...(lastDay ? { expiresAt: endOfDay(lastDay) } : {}),
        },
        idempotencyKey: key.current,
      }),
    onSuccess: () => {
      void refresh('listAllCredits', 'getUser', 'listUsers');
      onDone();
    },
  });
  const missing = missingWords({ chosen, amount, reason, day });
  return (
    <div className="grid gap-5 p-4">
      {userId ? (
        <p className="text-text-2">{known ? `For ${known.email}` : 'For the chosen user'}</p>
      ) : (
        <UserChoice value={chosen} onChange={setChosen} />
      )}
      <TextField
        label="Amount in US dollars"
        prefix="$"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
        error={left && typed !== '' && !amount.ok ? amount.message : undefined}
      />
      <TextField
        label="Reason"
        help="The user reads it on the statement, and it stands in the audit log."
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextField
        label="Last day"
        optional
        type="date"
        help="What is not spent by midnight UTC expires; the user is warned a week before."
        value={lastDay}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        error={day === true ? undefined : day}
      />
      <ProblemNotice error={give.error} />
      <div>
        <Button
          kind="primary"
          busy={give.isPending}
          disabledReason={missing}
          onClick={() => chosen && amount.ok && give.mutate({ id: chosen, dollars: amount.amount })}
        >
          {amount.ok ? `Give ${formatMoney({ currency: 'USD', amount: amount.amount })}` : 'Give credit'}
        </Button>
      </div>
    </div>
  );
}

interface Given {
  chosen: string | undefined;
  amount: ReturnType<typeof parseAmount>;
  reason: string;
  day: true | string;
}

/** What the button waits for; undefined when it can be pressed. */
function missingWords({ chosen, amount, reason, day }: Given): string | undefined {
  if (!chosen) return 'Choose a user first.';
  if (!amount.ok) return amount.message;
  if (reason.trim().length < 3) return 'Say why first.';
  return day === true ? undefined : day;
}
