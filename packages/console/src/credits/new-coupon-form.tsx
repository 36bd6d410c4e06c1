import type { Coupon } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { parseAmount } from '../ui/amount.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { creditLimits, endOfDay, laterDay } from './credit-fields.ts';

interface Form {
  amount: string;
  code: string;
  totalLimit: string;
  perUserLimit: string;
  expiresOn: string;
  creditDays: string;
  note: string;
}

const empty: Form = {
  amount: '10.00',
  code: '',
  totalLimit: '100',
  perUserLimit: '1',
  expiresOn: '',
  creditDays: '',
  note: '',
};

/** What a coupon gives, to how many, and until when. */
export function NewCouponForm({ onDone }: { onDone: (coupon: Coupon) => void }) {
  const nowMs = useNowMs();
  const key = useRef(crypto.randomUUID());
  const form = useForm<Form>({ defaultValues: empty, mode: 'onTouched' });
  const { errors } = form.formState;
  const make = useMutation<Coupon, ApiError, Form>({
    mutationFn: (values) => api('createCoupon', { body: bodyOf(values), idempotencyKey: key.current }),
    onSuccess: async (coupon) => {
      await refresh('listCoupons');
      onDone(coupon);
    },
  });
  const problem = make.error?.problem;
  const count = (value: string) =>
    value === '' || /^[1-9]\d{0,5}$/.test(value.trim()) || 'Enter a whole number from 1.';
  return (
    <form className="grid gap-4 p-4" noValidate onSubmit={form.handleSubmit((values) => make.mutate(values))}>
      <TextField
        label="Credit in US dollars"
        prefix="$"
        inputMode="decimal"
        {...form.register('amount', {
          validate: (value) => {
            const amount = parseAmount(value, creditLimits);
            return amount.ok || amount.message;
          },
        })}
        error={errors.amount?.message ?? fieldProblem(problem, 'amount.amount')}
      />
      <TextField
        label="Code"
        optional
        mono
        autoComplete="off"
        spellCheck={false}
        help="8 letters and digits or more. Left empty, a random one is made that nobody guesses."
        {...form.register('code')}
        error={fieldProblem(problem, 'code')}
      />
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <TextField
          label="Times in all"
          optional
          inputMode="numeric"
          help="Empty for no limit."
          {...form.register('totalLimit', { validate: count })}
          error={errors.totalLimit?.message}
        />
        <TextField
          label="Times per user"
          inputMode="numeric"
          {...form.register('perUserLimit', { required: 'Enter a whole number from 1.', validate: count })}
          error={errors.perUserLimit?.message}
        />
        <TextField
          label="Last day"
          optional
          type="date"
          help="Until midnight UTC."
          {...form.register('expiresOn', { validate: (value) => laterDay(value, nowMs) })}
          error={errors.expiresOn?.message ?? fieldProblem(problem, 'expiresAt')}
        />
        <TextField
          label="Credit lasts, in days"
          optional
          inputMode="numeric"
          help="Empty for no end."
          {...form.register('creditDays', { validate: count })}
          error={errors.creditDays?.message ?? fieldProblem(problem, 'creditDays')}
        />
      </div>
      <TextField
        label="Note"
        optional
        maxLength={300}
        help="For operators: what it is for."
        {...form.register('note')}
      />
      <ProblemNotice error={make.error} />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          Make the coupon
        </Button>
      </div>
    </form>
  );
}

function bodyOf({ amount, code, totalLimit, perUserLimit, expiresOn, creditDays, note }: Form) {
  const parsed = parseAmount(amount, creditLimits);
  return {
    amount: { currency: 'USD' as const, amount: parsed.ok ? parsed.amount : amount },
    perUserLimit: Number(perUserLimit),
    note: note.trim(),
    ...(code.trim() ? { code: code.trim() } : {}),
    ...(totalLimit ? { totalLimit: Number(totalLimit) } : {}),
    ...(expiresOn ? { expiresAt: endOfDay(expiresOn) } : {}),
    ...(creditDays ? { creditDays: Number(creditDays) } : {}),
  };
}
