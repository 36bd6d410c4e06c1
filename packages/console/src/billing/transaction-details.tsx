import type { Transaction } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { readUsage, type UsageExplanation, type UsagePart } from './usage-explanation.ts';

/** How a line came to be: seconds times price, its parts, and the ids that name it in the ledger. */
export function TransactionDetails({ line }: { line: Transaction }) {
  const usage = readUsage(line.details);
  const facts: Fact[] = [];
  if (usage) {
    facts.push([
      'Charge',
      <span key="charge" className="figures">
        <Stretches usage={usage} />
        {' = '}
        <MoneyText money={{ ...line.amount, amount: line.amount.amount.replace('-', '') }} style="exact" />
        {usage.kept && usage.kept.seconds < usage.seconds ? ' (each rounded down)' : ' (rounded down)'}
      </span>,
    ]);
    if (usage.hour) facts.push(['Hour', <TimeText key="hour" at={usage.hour} />]);
    // While suspended only the keeping is charged: the parts of the price explain nothing then.
    const ran = usage.seconds > (usage.kept?.seconds ?? 0);
    if (ran && usage.parts.length > 0) facts.push(['Price', <Parts key="parts" parts={usage.parts} />]);
    else if (ran && line.deploymentId)
      facts.push(['Price', <LockedParts key="parts" deploymentId={line.deploymentId} />]);
  }
  const card = cardWords(line.details?.card);
  if (card) facts.push(['Card', card]);
  if (line.document)
    facts.push([
      line.kind === 'top_up' ? 'Receipt' : line.kind === 'refund' ? 'Credit note' : 'Invoice',
      <Link key="document" to="/invoices/$id" params={{ id: line.document.id }} className="link">
        {line.document.number}
      </Link>,
    ]);
  facts.push(['Why', whyWords[line.kind]]);
  if (typeof line.details?.reason === 'string') facts.push(['Reason', line.details.reason]);
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

/** Why there is a line of this kind at all. */
const whyWords: Record<Transaction['kind'], string> = {
  top_up: 'You paid by card; the amount was added when the payment had arrived.',
  usage: 'What a deployment used in one UTC hour, at the price that you accepted.',
  refund: 'Money of a top-up goes back to its card. With a plus: the bank did not take it, so it is here again.',
  correction: 'An earlier line was put right.',
  credit: 'The operator gave it, by hand or through a coupon; it is spent before your own money.',
  credit_expired: 'What was left of a credit when its time was over.',
  dispute: 'A bank demands a payment back: it is withheld, and given back if the dispute is won.',
  sla_credit: 'A node was online less than its alliance promised for the month. Its provider bears the credit.',
};

function cardWords(value: unknown): string | undefined {
  const { brand, last4 } = (value ?? {}) as Record<string, unknown>;
  return typeof brand === 'string' && typeof last4 === 'string' ? `${brand} ending in ${last4}` : undefined;
}

/** Seconds times price: of the time in which it ran, and of that in which it was suspended. */
function Stretches({ usage: { seconds, hour, hourly, kept } }: { usage: UsageExplanation }) {
  const ranSeconds = seconds - (kept?.seconds ?? 0);
  return (
    <>
      {ranSeconds > 0 && (
        <>
          {`${ranSeconds} s of ${hour ? 'the hour' : '3600 s'} × `}
          <MoneyText money={hourly} style="exact" per="hour" />
        </>
      )}
      {kept && (
        <>
          {`${ranSeconds > 0 ? ' + ' : ''}${kept.seconds} s suspended × `}
          <MoneyText money={kept.hourly} style="exact" per="hour" />
        </>
      )}
    </>
  );
}

/** The price was locked when it was ordered: the deployment still has its parts. */
function LockedParts({ deploymentId }: { deploymentId: string }) {
  const deployment = useApi('getDeployment', { params: { id: deploymentId } }, { staleTime: 60_000 }).data;
  return deployment ? <Parts parts={deployment.parts} /> : <Skeleton className="h-20 w-96 max-w-full" />;
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
