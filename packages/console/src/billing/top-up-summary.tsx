import type { ParsedAmount } from '../ui/amount.ts';
import { dollars, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { lastsHours, runwayWords } from '../ui/runway.ts';
import { useBalance } from './use-balance.ts';

/** What the balance is, what it becomes, and what the card is charged. */
export function TopUpSummary({ amount }: { amount: ParsedAmount }) {
  const balance = useBalance().data;
  const added = amount.ok ? toUnits(amount.amount) : 0n;
  const after = balance ? toUnits(balance.available.amount) + added : added;
  // What the amount brings back is charged at its full price then.
  const resume = balance?.resume && added >= toUnits(balance.resume.amount.amount) ? balance.resume : undefined;
  const spend = resume?.hourly ?? balance?.hourlySpend;
  const hours = spend ? lastsHours(after, toUnits(spend.amount)) : null;
  return (
    <dl className="grid grid-cols-3 gap-4 rounded-control bg-sunken px-4 py-3 max-sm:grid-cols-1 max-sm:gap-2">
      <Fact term="New balance">
        <MoneyText money={dollars(after)} />
      </Fact>
      <Fact term="Lasts">{hours === null ? 'nothing running' : runwayWords(hours)}</Fact>
      <Fact term="Card is charged">
        <MoneyText money={dollars(added)} /> <span className="font-normal text-text-2">no fee</span>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="max-sm:flex max-sm:justify-between max-sm:gap-4">
      <dt className="text-micro text-text-2">{term}</dt>
      <dd className="figures font-medium">{children}</dd>
    </div>
  );
}
