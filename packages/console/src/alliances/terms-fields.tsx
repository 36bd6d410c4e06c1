import type { AllianceKind, Governance, Problem } from '@marketplace/contract';
import { fieldProblem } from '../problems/problem-text.ts';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';

/** The terms of an alliance as they are typed. */
export interface Terms {
  name: string;
  kind: AllianceKind;
  purpose: string;
  slaPercent: string;
  governance: Governance;
  quorum: string;
  noticeDays: string;
}

export const firstTerms: Terms = {
  name: '',
  kind: 'mixed',
  purpose: '',
  slaPercent: '99.9',
  governance: 'unanimity',
  quorum: '2',
  noticeDays: '30',
};

/** As the API takes them; a number that is none is refused there, field by field. */
export const termsBody = ({ slaPercent, quorum, noticeDays, ...rest }: Terms) => ({
  ...rest,
  slaPercent: Number(slaPercent.replace(',', '.')),
  quorum: Number(quorum),
  noticeDays: Number(noticeDays),
});

const kinds: [AllianceKind, string, string][] = [
  ['storage', 'Storage', 'Nodes with large disks, for files and backups.'],
  ['gpu', 'GPU', 'Nodes with graphics cards, for models.'],
  ['bandwidth', 'Bandwidth', 'Nodes with fast networks, for video.'],
  ['mixed', 'Mixed', 'Any nodes that belong together.'],
];

const rules: [Governance, string, string][] = [
  ['unanimity', 'Everybody agrees', 'One no ends a vote.'],
  ['weighted_majority', 'Weighted majority', 'More than half of the weight of all members, whether they vote or not.'],
];

interface TermsFieldsProps {
  terms: Terms;
  onChange: (change: Partial<Terms>) => void;
  problem: Problem | undefined;
}

export function TermsFields({ terms, onChange, problem }: TermsFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        maxLength={60}
        value={terms.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={fieldProblem(problem, 'name')}
      />
      <ChoiceGroup legend="Kind" columns="sm:grid-cols-2">
        {kinds.map(([id, label, text]) => (
          <ChoiceCard
            key={id}
            name="kind"
            label={label}
            checked={terms.kind === id}
            onChange={() => onChange({ kind: id })}
          >
            {text}
          </ChoiceCard>
        ))}
      </ChoiceGroup>
      <TextArea
        label="Purpose"
        rows={3}
        maxLength={1000}
        help="What you offer together, and to whom. It stands on the public page."
        value={terms.purpose}
        onChange={(event) => onChange({ purpose: event.currentTarget.value })}
        error={fieldProblem(problem, 'purpose')}
      />
      <ChoiceGroup legend="Rule for votes" columns="sm:grid-cols-2">
        {rules.map(([id, label, text]) => (
          <ChoiceCard
            key={id}
            name="governance"
            label={label}
            checked={terms.governance === id}
            onChange={() => onChange({ governance: id })}
          >
            {text}
          </ChoiceCard>
        ))}
      </ChoiceGroup>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField
          label="Uptime promise"
          suffix="% a month"
          inputMode="decimal"
          value={terms.slaPercent}
          onChange={(event) => onChange({ slaPercent: event.currentTarget.value })}
          error={fieldProblem(problem, 'slaPercent')}
        />
        <TextField
          label="Active from"
          suffix="members"
          inputMode="numeric"
          value={terms.quorum}
          onChange={(event) => onChange({ quorum: event.currentTarget.value })}
          error={fieldProblem(problem, 'quorum')}
        />
        <TextField
          label="Notice"
          suffix="days"
          inputMode="numeric"
          value={terms.noticeDays}
          onChange={(event) => onChange({ noticeDays: event.currentTarget.value })}
          error={fieldProblem(problem, 'noticeDays')}
        />
      </div>
    </>
  );
}
