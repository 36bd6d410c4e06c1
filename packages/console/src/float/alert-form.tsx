import type { FloatSettings } from '@marketplace/contract';
import { SectionFrame } from '../settings/section-frame.tsx';
import { useSectionForm } from '../settings/use-section-form.ts';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { levelWord } from './float-words.ts';
import { readAmount, typedAmount } from './read-amount.ts';

interface Form {
  lowBalance: string;
  warnHours: string;
  orderReserveHours: string;
  months: string[];
  percents: string[];
}

const hours = (typed: string) => typed.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
const decimal = (typed: string) => Number(typed.trim().replace(',', '.'));

/** When operators are told, and the levels by which the chain gives its discount. */
export function AlertForm() {
  const of = useSectionForm<'float', Form>({ section: 'float', toForm, fromForm });
  const { register, formState } = of.form;
  const { errors } = formState;
  return (
    <SectionFrame of={of}>
      <Card title="When operators are told">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Balance below"
            suffix="TFT"
            inputMode="decimal"
            autoComplete="off"
            help="Told once, and again after it has risen by a twentieth. 0 for never."
            {...register('lowBalance', { validate: (typed) => readAmount(typed) !== undefined || 'Enter an amount.' })}
            error={errors.lowBalance?.message ?? of.fieldError('lowBalanceTft')}
          />
          <TextField
            label="Lasts no longer than"
            suffix="hours"
            autoComplete="off"
            help="Longest first, with commas: 336, 168, 72 are 14, 7 and 3 days."
            {...register('warnHours', {
              validate: (typed) =>
                /^\s*(\d{1,4}\s*(,\s*\d{1,4}\s*)*)?$/.test(typed) || 'Enter whole hours with commas.',
            })}
            error={errors.warnHours?.message ?? first((at) => of.fieldError(`warnHours.${at}`))}
          />
          <TextField
            label="Refuse orders so long before the grace"
            suffix="hours"
            inputMode="numeric"
            autoComplete="off"
            help="On top of the grace of unpaid machines, which are paid meanwhile."
            {...register('orderReserveHours', {
              validate: (typed) => /^\d{1,4}$/.test(typed.trim()) || 'Enter whole hours.',
            })}
            error={errors.orderReserveHours?.message ?? of.fieldError('orderReserveHours')}
          />
        </div>
      </Card>
      <Card title="Levels of the chain’s staking discount">
        <p className="mb-4 max-w-prose text-text-2">
          The chain’s code has these bounds, its storage does not: change them only when a new runtime of the chain
          does.
        </p>
        <div className="grid gap-4">
          {of.base.value.stakingLevels.map(({ level }, at) => (
            <fieldset key={level} className="grid grid-cols-2 gap-4">
              <legend className="mb-1 font-medium text-small">{levelWord(level)}</legend>
              <TextField
                label="From months of its own cost"
                inputMode="decimal"
                autoComplete="off"
                {...register(`months.${at}`, {
                  validate: (typed) => /^\d{1,3}([.,]\d{1,2})?$/.test(typed.trim()) || 'Enter months, such as 1.5.',
                })}
                error={errors.months?.[at]?.message ?? of.fieldError(`stakingLevels.${at}.months`)}
              />
              <TextField
                label="Discount"
                suffix="%"
                inputMode="numeric"
                autoComplete="off"
                {...register(`percents.${at}`, {
                  validate: (typed) => /^\d{1,2}$/.test(typed.trim()) || 'Enter a whole percentage.',
                })}
                error={errors.percents?.[at]?.message ?? of.fieldError(`stakingLevels.${at}.percent`)}
              />
            </fieldset>
          ))}
        </div>
      </Card>
    </SectionFrame>
  );
}

const toForm = ({ lowBalanceTft, warnHours, orderReserveHours, stakingLevels }: FloatSettings): Form => ({
  lowBalance: typedAmount(lowBalanceTft),
  warnHours: warnHours.join(', '),
  orderReserveHours: String(orderReserveHours),
  months: stakingLevels.map(({ months }) => String(months)),
  percents: stakingLevels.map(({ percent }) => String(percent)),
});

const fromForm = (form: Form, { stakingLevels }: FloatSettings): FloatSettings => ({
  lowBalanceTft: readAmount(form.lowBalance) ?? '0',
  warnHours: hours(form.warnHours),
  orderReserveHours: Number(form.orderReserveHours),
  stakingLevels: stakingLevels.map(({ level }, at) => ({
    level,
    months: decimal(form.months[at] ?? ''),
    percent: Number(form.percents[at]),
  })),
});

const first = (of: (at: number) => string | undefined): string | undefined =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(of).find(Boolean);
