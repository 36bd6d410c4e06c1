import type { Pricing } from '@marketplace/contract';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { type EntryField, fieldProblem, type PriceDraft, type TypedEntry } from './draft.ts';

interface RuleEditorProps {
  pricing: Pricing;
  draft: PriceDraft;
  onChange: (draft: PriceDraft) => void;
}

/** The rule as fields: for all apps, for those that differ, and what is passed on of the discount. */
export function RuleEditor({ pricing, draft, onChange }: RuleEditorProps) {
  const change = (id: string, entry: TypedEntry | undefined) => {
    const { [id]: _, ...others } = draft.apps;
    onChange({ ...draft, apps: entry ? { ...others, [id]: entry } : others });
  };
  return (
    <Card title="Price = grid list price × (1 + percent / 100) + fixed">
      <div className="grid gap-5">
        <Entry
          title="All apps without a price of their own"
          entry={draft.general}
          onChange={(general) => onChange({ ...draft, general })}
        />
        {pricing.apps.map(({ id, name }) => {
          const own = draft.apps[id];
          return own ? (
            <Entry
              key={id}
              title={name}
              entry={own}
              onChange={(entry) => change(id, entry)}
              action={
                <Button small onClick={() => change(id, undefined)}>
                  As all apps
                </Button>
              }
            />
          ) : (
            <div
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4"
            >
              <span>
                <span className="font-medium">{name}</span> <span className="text-text-2">as all apps</span>
              </span>
              <Button small onClick={() => change(id, draft.general)}>
                {`Own price for ${name}`}
              </Button>
            </div>
          );
        })}
        <Discount pricing={pricing} draft={draft} onChange={onChange} />
      </div>
    </Card>
  );
}

interface EntryProps {
  title: string;
  entry: TypedEntry;
  onChange: (entry: TypedEntry) => void;
  action?: ReactNode;
}

function Entry({ title, entry, onChange, action }: EntryProps) {
  const field = (name: EntryField) => ({
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    value: entry[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ ...entry, [name]: event.currentTarget.value }),
    error: fieldProblem(name, entry[name]),
  });
  return (
    <fieldset className="min-w-0 not-first:border-t not-first:border-line not-first:pt-4">
      <legend className="float-start mb-2 font-medium">{title}</legend>
      {action && <div className="float-end mb-2">{action}</div>}
      <div className="clear-both grid gap-4 sm:grid-cols-3">
        <TextField label="Percent" suffix="%" {...field('percent')} />
        <TextField label="Fixed per month" prefix="$" {...field('fixedMonthly')} />
        <TextField label="Least price per month" prefix="$" {...field('minimumMonthly')} />
      </div>
    </fieldset>
  );
}

function Discount({ pricing: { staking }, draft, onChange }: RuleEditorProps) {
  return (
    <div className="grid gap-4 border-t border-line pt-4 sm:grid-cols-3">
      <TextField
        label="Of your staking discount, passed on"
        suffix="%"
        inputMode="decimal"
        autoComplete="off"
        value={draft.passedOn}
        onChange={(event) => onChange({ ...draft, passedOn: event.currentTarget.value })}
        error={fieldProblem('passedOn', draft.passedOn)}
      />
      <p className="self-end text-small text-text-3 sm:col-span-2">
        The chain takes 20 to 60 percent off a contract that your float could pay for 1.5 to 18 months.{' '}
        {staking ? (
          <>
            It has {Math.floor(Number(staking.usableTft)).toLocaleString()} TFT at{' '}
            <MoneyText money={{ currency: 'USD', amount: staking.tftPriceUsd }} style="rate" />, as of{' '}
            <TimeText at={staking.asOf} style="ago" />.
          </>
        ) : (
          'It was not read from the chain yet, so nothing is passed on.'
        )}
      </p>
    </div>
  );
}
