import { Card } from '../ui/card.tsx';
import { dollarsProblem, readDollars, typedDollars } from '../ui/dollars.ts';
import { TextField } from '../ui/field.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  topUpMinimum: string;
  topUpMaximum: string;
}

const money = (typed: string) => ({ currency: 'USD' as const, amount: readDollars(typed) ?? '0' });

/** How much may be added at once. */
export function LimitsTab() {
  const of = useSectionForm<'limits', Form>({
    section: 'limits',
    toForm: ({ topUpMinimum, topUpMaximum }) => ({
      topUpMinimum: typedDollars(topUpMinimum.amount),
      topUpMaximum: typedDollars(topUpMaximum.amount),
    }),
    fromForm: (form) => ({ topUpMinimum: money(form.topUpMinimum), topUpMaximum: money(form.topUpMaximum) }),
  });
  const { register, formState } = of.form;
  const field = (name: keyof Form) => ({
    prefix: '$',
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    ...register(name, { validate: (typed) => dollarsProblem(typed) }),
    error: formState.errors[name]?.message ?? of.fieldError(name),
  });
  return (
    <SectionFrame of={of}>
      <Card title="One top-up by card">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Smallest" help="Card fees eat up small amounts." {...field('topUpMinimum')} />
          <TextField
            label="Largest"
            help="Also the most that a stolen card can lose at once."
            {...field('topUpMaximum')}
          />
        </div>
      </Card>
    </SectionFrame>
  );
}
