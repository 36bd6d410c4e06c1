import { Card } from '../ui/card.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { dollarsProblem, readDollars, typedDollars } from '../ui/dollars.ts';
import { TextField } from '../ui/field.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  sharePercent: string;
  discountSharePercent: string;
  payoutHoldDays: string;
  payoutMinimum: string;
  nodePool: 'grid' | 'listed';
}

const upTo = (most: number, what: string) => (typed: string) =>
  (/^\d{1,3}$/.test(typed.trim()) && Number(typed) <= most) || `Enter ${what} from 0 to ${most}.`;

/** What those who bring nodes receive, and which nodes can be ordered. */
export function ProvidersTab() {
  const of = useSectionForm<'providers', Form>({
    section: 'providers',
    toForm: (value) => ({
      sharePercent: String(value.sharePercent),
      discountSharePercent: String(value.discountSharePercent),
      payoutHoldDays: String(value.payoutHoldDays),
      payoutMinimum: typedDollars(value.payoutMinimum.amount),
      nodePool: value.nodePool,
    }),
    fromForm: (form) => ({
      sharePercent: Number(form.sharePercent),
      discountSharePercent: Number(form.discountSharePercent),
      payoutHoldDays: Number(form.payoutHoldDays),
      payoutMinimum: { currency: 'USD', amount: readDollars(form.payoutMinimum) ?? '0' },
      nodePool: form.nodePool,
    }),
  });
  const { register, formState } = of.form;
  const field = (name: Exclude<keyof Form, 'nodePool'>, validate: (typed: string) => string | true) => ({
    autoComplete: 'off',
    inputMode: 'decimal' as const,
    ...register(name, { validate }),
    error: formState.errors[name]?.message ?? of.fieldError(name),
  });
  return (
    <SectionFrame of={of}>
      <Card title="Shares">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Of the markup"
            suffix="%"
            help="To the owner of the node. Holds for new deployments."
            {...field('sharePercent', upTo(100, 'a whole percentage'))}
          />
          <TextField
            label="Of the staking discount that you keep"
            suffix="%"
            {...field('discountSharePercent', upTo(100, 'a whole percentage'))}
          />
        </div>
      </Card>
      <Card title="Payouts">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Payable after"
            suffix="days"
            help="Refunds and disputes of that time come first."
            {...field('payoutHoldDays', upTo(365, 'whole days'))}
          />
          <TextField label="Smallest payout" prefix="$" {...field('payoutMinimum', (typed) => dollarsProblem(typed))} />
        </div>
      </Card>
      <Card title="Which nodes can be ordered">
        <ChoiceGroup legend={<span className="sr-only">Nodes</span>} columns="sm:grid-cols-2">
          <ChoiceCard value="grid" label="All that the grid offers" {...register('nodePool')} />
          <ChoiceCard value="listed" label="Only those that providers brought" {...register('nodePool')} />
        </ChoiceGroup>
      </Card>
    </SectionFrame>
  );
}
