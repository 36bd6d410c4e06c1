import type { DeploymentCap } from '@marketplace/contract';
import { useId } from 'react';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { toUnits } from '../ui/money.ts';

const actions: { id: DeploymentCap['action']; name: string; help: string }[] = [
  { id: 'stop', name: 'Stop it', help: 'It stops answering; its data is kept. It starts again next month.' },
  { id: 'notify', name: 'Tell me', help: 'It runs on.' },
];

/** What is meant by "limited" and "in a month", where a limit is set. */
export const capHelp =
  'A calendar month, UTC. It is looked at each full hour, so the last hour may pass the limit by its price.';

/** The limit that was typed, or nothing while it is not one. */
export function readCap(monthly: string, action: DeploymentCap['action']): DeploymentCap | undefined {
  const parsed = readDollars(monthly);
  if (!parsed.ok || toUnits(parsed.amount) === 0n) return undefined;
  return { monthly: { currency: 'USD', amount: parsed.amount }, action };
}

interface CapFieldsProps {
  monthly: string;
  onMonthly: (typed: string) => void;
  action: DeploymentCap['action'];
  onAction: (action: DeploymentCap['action']) => void;
}

/** How much one deployment may cost in a month, and what happens then. */
export function CapFields({ monthly, onMonthly, action, onAction }: CapFieldsProps) {
  const name = useId();
  const parsed = readDollars(monthly);
  const nothing = parsed.ok && toUnits(parsed.amount) === 0n;
  return (
    <>
      <DollarField
        label="Limit per month"
        value={monthly}
        onChange={onMonthly}
        error={nothing ? 'Enter more than nothing.' : undefined}
      />
      <ChoiceGroup legend="When it is reached" columns="sm:grid-cols-2">
        {actions.map(({ id, name: words, help }) => (
          <ChoiceCard key={id} name={name} checked={action === id} onChange={() => onAction(id)} label={words}>
            {help}
          </ChoiceCard>
        ))}
      </ChoiceGroup>
    </>
  );
}
