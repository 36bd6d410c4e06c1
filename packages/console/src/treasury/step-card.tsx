import type { TreasuryStep } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { stepNote, stepWords } from './transfer-words.ts';
import { shortened } from './wallet-cards.tsx';

/** One step in words, with the hash by which anybody can look it up. */
export function StepCard({ step }: { step: TreasuryStep }) {
  const { name, about } = stepWords(step.kind);
  const note = stepNote(step.note);
  return (
    <Card title={step.attempt > 1 ? `${name}, try ${step.attempt}` : name}>
      <p className="max-w-prose text-text-2">{about}</p>
      {factsOf(step).length > 0 && <KeyValues className="mt-3" facts={factsOf(step)} />}
      {note && <p className="mt-3 text-small text-text-2">{note}</p>}
    </Card>
  );
}

const states: Record<TreasuryStep['state'], string> = {
  done: 'done',
  now: 'under way',
  next: 'to come',
  failed: 'without effect',
  skipped: 'not reached',
};

function factsOf(step: TreasuryStep): Fact[] {
  return [
    ['State', states[step.state]],
    ...(step.hash === null
      ? []
      : [
          [
            'Hash',
            <span key="hash" className="flex flex-wrap items-center gap-x-1">
              <code className="font-mono text-mono" title={step.hash}>
                {shortened(step.hash)}
              </code>
              <CopyButton compact text={step.hash} what="hash" />
            </span>,
          ] as const,
        ]),
    ...(step.ledger === null
      ? []
      : [
          [
            step.network === 'stellar' ? 'Ledger' : 'Block',
            <span key="in" className="figures">
              {step.ledger}
            </span>,
          ] as const,
        ]),
    ...(step.sent > 0 ? [['Handed in', step.sent === 1 ? 'once' : `${step.sent} times, the same bytes`] as const] : []),
    ...(step.at && step.state !== 'next' ? [['At', <TimeText key="at" at={step.at} />] as const] : []),
  ];
}
