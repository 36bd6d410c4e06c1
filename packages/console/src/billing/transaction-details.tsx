import type { Transaction } from '@marketplace/contract';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { readUsage, type UsagePart } from './usage-explanation.ts';

/** How a line came to be: seconds times price, its parts, and the ids that name it in the ledger. */
export function TransactionDetails({ line }: { line: Transaction }) {
  const usage = readUsage(line.details);
  const facts: Fact[] = [];
  if (usage) {
    facts.push([
      'Charge',
      <span key="charge" className="figures">
        {`${usage.seconds} s of ${usage.hour ? 'the hour' : '3600 s'} × `}
        <MoneyText money={usage.hourly} style="exact" per="hour" />
        {' = '}
        <MoneyText money={{ ...line.amount, amount: line.amount.amount.replace('-', '') }} style="exact" />
        {' (rounded down)'}
      </span>,
    ]);
    if (usage.hour) facts.push(['Hour', <TimeText key="hour" at={usage.hour} />]);
    if (usage.parts.length > 0) facts.push(['Price', <Parts key="parts" parts={usage.parts} />]);
  }
  facts.push(
    ['Exact amount', <MoneyText key="exact" money={line.amount} style="exact" signed />],
    ['Recorded', <TimeText key="recorded" at={line.recordedAt} />],
    [
      'Line',
      <code key="id" className="font-mono text-mono break-all">
        {line.id}
      </code>,
    ],
  );
  if (line.topUpId)
    facts.push([
      'Top-up',
      <code key="top-up" className="font-mono text-mono break-all">
        {line.topUpId}
      </code>,
    ]);
  return <KeyValues facts={facts} />;
}

function Parts({ parts }: { parts: UsagePart[] }) {
  return (
    <ul className="grid max-w-96 gap-1">
      {parts.map(({ label, hourly }) => (
        <li key={label} className="flex justify-between gap-4">
          {label} <MoneyText money={hourly} style="exact" per="hour" />
        </li>
      ))}
    </ul>
  );
}
