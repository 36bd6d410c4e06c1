import { Card } from '../ui/card.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  warnHours: string;
  graceHours: string;
  finalNoticeHours: string;
  resumeHours: string;
  name: string;
  address: string;
  country: string;
  taxId: string;
  taxPercent: string;
}
type HoursField = 'graceHours' | 'finalNoticeHours' | 'resumeHours';

const whole = (typed: string) => /^\d{1,5}$/.test(typed.trim()) || 'Enter whole hours.';
const hours = (typed: string) => typed.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));

/** What happens when a balance ends, and what invoices say. */
export function BillingTab() {
  const of = useSectionForm<'billing', Form>({
    section: 'billing',
    toForm: ({ seller, ...value }) => ({
      ...seller,
      warnHours: value.warnHours.join(', '),
      graceHours: String(value.graceHours),
      finalNoticeHours: String(value.finalNoticeHours),
      resumeHours: String(value.resumeHours),
      taxPercent: String(value.taxPercent),
    }),
    fromForm: ({ name, address, country, taxId, ...form }) => ({
      warnHours: hours(form.warnHours),
      graceHours: Number(form.graceHours),
      finalNoticeHours: Number(form.finalNoticeHours),
      resumeHours: Number(form.resumeHours),
      seller: { name: name.trim(), address: address.trim(), country: country.trim(), taxId: taxId.trim() },
      taxPercent: Number(form.taxPercent.replace(',', '.')),
    }),
  });
  const { register, formState } = of.form;
  const { errors } = formState;
  const hoursField = (name: HoursField) => ({
    suffix: 'hours',
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    ...register(name, { validate: whole }),
    error: errors[name]?.message ?? of.fieldError(name),
  });
  return (
    <SectionFrame of={of}>
      <Card title="When a balance ends">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Warn when it lasts no longer than"
            suffix="hours"
            autoComplete="off"
            help="Hours, longest first, with commas: 168, 72, 24."
            {...register('warnHours', {
              validate: (typed) =>
                /^\s*(\d{1,4}\s*(,\s*\d{1,4}\s*)*)?$/.test(typed) || 'Enter whole hours with commas.',
            })}
            error={
              errors.warnHours?.message ??
              firstOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], (at) => of.fieldError(`warnHours.${at}`))
            }
          />
          <TextField
            label="Keep what is not paid for"
            help="Suspended, with its data; less than the 336 hours of the chain."
            {...hoursField('graceHours')}
          />
          <TextField
            label="Last notice before the end of that"
            help="Then it is deleted."
            {...hoursField('finalNoticeHours')}
          />
          <TextField
            label="To run again, on top of the debt"
            help="So many hours of the price must be there."
            {...hoursField('resumeHours')}
          />
        </div>
      </Card>
      <Card title="On invoices and legal texts">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Your name or company"
            {...register('name', { validate: (typed) => typed.trim() !== '' || 'Enter who sells.' })}
            error={errors.name?.message ?? of.fieldError('seller.name')}
          />
          <TextField label="Tax number" optional {...register('taxId')} error={of.fieldError('seller.taxId')} />
          <TextArea
            label="Address"
            optional
            rows={3}
            {...register('address')}
            error={of.fieldError('seller.address')}
          />
          <div className="grid content-start gap-4">
            <TextField label="Country" optional {...register('country')} error={of.fieldError('seller.country')} />
            <TextField
              label="Tax contained in prices"
              suffix="%"
              inputMode="decimal"
              help="0 shows none."
              {...register('taxPercent', {
                validate: (typed) => /^\d{1,3}([.,]\d{1,4})?$/.test(typed.trim()) || 'Enter a percentage, such as 21.',
              })}
              error={errors.taxPercent?.message ?? of.fieldError('taxPercent')}
            />
          </div>
        </div>
      </Card>
    </SectionFrame>
  );
}

function firstOf<T>(all: readonly T[], of: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const found = of(one);
    if (found) return found;
  }
  return undefined;
}
