import { Checkbox, ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { DollarField } from '../ui/dollar-field.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { type FormulaDraft, type Part, sumOfPercents } from './formula-draft.ts';
import { type Division, divisionHelp, divisionWords } from './formula-words.ts';

interface FormulaFieldsProps {
  draft: FormulaDraft;
  members: readonly Part[];
  onChange: (part: Partial<FormulaDraft>) => void;
}

const kinds = Object.keys(divisionWords) as Division['kind'][];

export function FormulaFields({ draft, members, onChange }: FormulaFieldsProps) {
  const sum = sumOfPercents(draft, members);
  return (
    <>
      <ChoiceGroup legend="How it is divided">
        {kinds.map((kind) => (
          <ChoiceCard
            key={kind}
            name="division"
            value={kind}
            label={divisionWords[kind]}
            checked={draft.kind === kind}
            onChange={() => onChange({ kind })}
          >
            {divisionHelp[kind]}
          </ChoiceCard>
        ))}
      </ChoiceGroup>
      {draft.kind === 'fixed_weights' && (
        <fieldset className="grid gap-3">
          <legend className="mb-1 text-small font-medium text-text-2">Parts</legend>
          {members.map(({ id, name }) => (
            <TextField
              key={id}
              label={name}
              suffix="%"
              inputMode="decimal"
              autoComplete="off"
              className="max-w-60"
              value={draft.percents[id] ?? ''}
              onChange={(event) => onChange({ percents: { ...draft.percents, [id]: event.currentTarget.value } })}
            />
          ))}
          <p className="figures text-small text-text-2" role="status">
            {sum === undefined ? 'Each part is a percentage.' : `Together ${sum / 100} %`}
          </p>
        </fieldset>
      )}
      <Checkbox
        label="A fee first"
        help="A fixed amount a month for one member, before the rest is divided. What an hour does not earn is not made up later."
        checked={draft.fee}
        onChange={(event) => onChange({ fee: event.currentTarget.checked })}
      />
      {draft.fee && (
        <div className="grid gap-4">
          <Select
            label="Fee for"
            options={members}
            value={draft.feeMember}
            onChange={(feeMember) => onChange({ feeMember })}
          />
          <DollarField
            label="Fee per month"
            value={draft.feeMonthly}
            onChange={(feeMonthly) => onChange({ feeMonthly })}
          />
        </div>
      )}
    </>
  );
}
