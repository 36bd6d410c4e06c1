import type { BillingDocument } from '@marketplace/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { cardName } from '../billing/card-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { kindWords, monthWords, movementWords, timeWords } from './document-words.ts';
import { DownloadDocument } from './download-document.tsx';

/** A receipt, invoice or credit note as it was issued, and its PDF. */
export function DocumentPage() {
  const { id } = useParams({ from: '/console/invoices/$id' });
  const found = useApi('getInvoice', { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  const document = found.data;
  if (found.error?.problem.status === 404)
    return (
      <Page title="There is no such document" width="reading">
        <p>
          It may belong to another account.{' '}
          <Link to="/invoices" className="link">
            See your invoices
          </Link>
        </p>
      </Page>
    );
  return (
    <Page
      title={document ? `${kindWords[document.kind]} ${document.number}` : 'Document'}
      width="reading"
      actions={document && <DownloadDocument id={document.id} number={document.number} />}
    >
      <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      {!document && !found.error && <Skeleton className="h-96 w-full" />}
      {document && <Contents document={document} />}
    </Page>
  );
}

function Contents({ document }: { document: BillingDocument }) {
  return (
    <>
      <Card>
        <KeyValues facts={factsOf(document)} />
      </Card>
      <Card title={document.lines.length > 0 ? 'What it bills' : 'Nothing was used in this month'}>
        <ul className="grid gap-3">
          {document.lines.map((line) => (
            <li
              key={`${line.description} ${line.hourly?.amount} ${line.gross.amount}`}
              className="flex flex-wrap justify-between gap-x-6 gap-y-1"
            >
              <span className="min-w-0 break-words">
                {line.deploymentId ? (
                  <Link to="/deployments/$id/billing" params={{ id: line.deploymentId }} className="link">
                    {line.description}
                  </Link>
                ) : (
                  line.description
                )}
                {line.detail && <span className="block text-small text-text-2">{line.detail}</span>}
                {line.seconds !== null && (
                  <span className="figures block text-small text-text-2">
                    {timeWords(line.seconds)}
                    {line.hourly && (
                      <>
                        {' × '}
                        <MoneyText money={line.hourly} style="exact" per="hour" />
                      </>
                    )}
                  </span>
                )}
              </span>
              <MoneyText money={line.gross} style="exact" />
            </li>
          ))}
        </ul>
        <Sums
          rows={[
            ...(document.taxPercent > 0
              ? ([
                  ['Without tax', document.net],
                  [`Contained tax, ${document.taxPercent} %`, document.tax],
                ] as const)
              : []),
            ['Total', document.total],
          ]}
        />
      </Card>
      {document.account && (
        <Card title="Your balance in this month">
          <Sums
            rows={[
              ['Balance at the beginning', document.account.opening],
              ...document.account.movements.map(({ kind, amount }) => [movementWords(kind), amount] as const),
              ['Billed here', document.account.billed],
              ['Balance at the end', document.account.closing],
            ]}
          />
        </Card>
      )}
      {document.notes.map((note) => (
        <p key={note} className="text-small text-text-2">
          {note}
        </p>
      ))}
    </>
  );
}

/** Terms and amounts; the last one is the result. */
function Sums({ rows }: { rows: (readonly [name: string, money: BillingDocument['total']])[] }) {
  return (
    <dl className="mt-3 grid gap-2 border-t border-line pt-3 first:mt-0 first:border-t-0 first:pt-0">
      {rows.map(([name, money], at) => (
        <div key={name} className="flex justify-between gap-6">
          <dt className={at === rows.length - 1 ? 'font-medium' : 'text-text-2'}>{name}</dt>
          <dd className={at === rows.length - 1 ? 'font-medium' : ''}>
            <MoneyText money={money} style="exact" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(document: BillingDocument): Fact[] {
  const { seller, buyer, payment, refersTo, transactions } = document;
  const facts: Fact[] = [
    ...(document.period ? [['Month', `${monthWords(document.period)}, UTC`] as const] : []),
    ['Issued', <TimeText key="issued" at={document.issuedAt} />],
    ['From', partyWords(seller)],
    ['To', [partyWords(buyer), buyer.email].join(', ')],
  ];
  if (payment) facts.push(['Card', payment.card ? cardName(payment.card) : 'not known']);
  if (refersTo)
    facts.push([
      'Receipt',
      <Link key="receipt" to="/invoices/$id" params={{ id: refersTo.id }} className="link">
        {refersTo.number}
      </Link>,
    ]);
  facts.push([
    'Statement',
    transactions.lines === 1 ? `line ${transactions.first}` : `${transactions.lines} lines up to ${transactions.last}`,
  ]);
  return facts;
}

const partyWords = ({ name, addressLines, country, taxId }: BillingDocument['seller']): string =>
  [name, ...addressLines, country, taxId && `VAT ${taxId}`].filter(Boolean).join(', ');
