import type { DisputeDetail } from '@marketplace/contract';
import { cardName } from '../billing/card-words.ts';
import { timeWords } from '../documents/document-words.ts';
import { usePdfs } from '../documents/pdf-button.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { Owner } from './top-up-table.tsx';

/** What the books know about the payment, its payer and what was used since. */
export function DisputeFacts({ dispute }: { dispute: DisputeDetail }) {
  const { usage } = dispute;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Card title="Payment">
        <PaymentFacts dispute={dispute} />
      </Card>
      <Card title="Used since the payment">
        <p className="text-text-2">
          <MoneyText money={usage.charged} /> charged for usage.
        </p>
        {usage.deployments.length > 0 && (
          <ul className="mt-3 grid gap-2">
            {usage.deployments.map((one) => (
              <li key={one.id} className="flex justify-between gap-4 border-t border-line pt-2">
                <span className="min-w-0">
                  <span className="block break-words font-medium">{one.name}</span>
                  <span className="figures block text-small text-text-2">
                    {timeWords(one.seconds)}, from <TimeText at={one.from} style="day" />{' '}
                    {one.until ? (
                      <>
                        until <TimeText at={one.until} style="day" />
                      </>
                    ) : (
                      'until now'
                    )}
                  </span>
                </span>
                <MoneyText money={one.charged} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function PaymentFacts({ dispute }: { dispute: DisputeDetail }) {
  const { payment, customer, user, withheld, fee } = dispute;
  const pdfs = usePdfs('getAnyInvoicePdf');
  const facts: Fact[] = [
    ['User', <Owner key="user" user={user} />],
    ...(customer.name === user.email ? [] : [['Name', customer.name] as const]),
    ['E-mail', customer.emailVerified ? 'verified' : 'not verified'],
    ['Account since', <TimeText key="since" at={customer.since} style="day" />],
    ['Paid', <TimeText key="paid" at={payment.at} />],
    ['Card', payment.card ? cardName(payment.card) : 'not known'],
    [
      'Receipt',
      payment.receipt ? (
        <span key="receipt" className="flex flex-wrap items-center gap-3">
          <span>{payment.receipt.number}</span>
          {pdfs.button(payment.receipt)}
        </span>
      ) : (
        'not made yet'
      ),
    ],
    ['Withheld', <MoneyText key="withheld" money={withheld} />],
    ['Stripe’s fee', <MoneyText key="fee" money={fee} />],
    [
      'Stripe’s ids',
      <code key="ids" className="grid break-all font-mono text-mono">
        <span>{dispute.id}</span>
        <span>{payment.paymentIntentId}</span>
      </code>,
    ],
  ];
  return (
    <>
      {pdfs.trouble}
      <KeyValues facts={facts} />
    </>
  );
}
