import type { DisputeAnswer } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';

const statuses: Record<DisputeAnswer['status'], Status> = {
  requested: { family: 'busy', shape: 'arc', word: 'Being sent' },
  sent: { family: 'ok', shape: 'disc', word: 'Sent' },
  refused: { family: 'bad', shape: 'octagon', word: 'Refused by Stripe' },
};

const fieldNames: Record<string, string> = {
  product_description: 'What was sold',
  access_activity_log: 'What the customer did',
  uncategorized_text: 'Why the payment is right',
  customer_name: 'Name',
  customer_email_address: 'E-mail',
  service_date: 'Day of the service',
};

/** What was answered, word for word; nothing while there was no answer. */
export function DisputeAnswers({ answers }: { answers: DisputeAnswer[] }) {
  return answers.map((answer) => (
    <Card key={answer.id} title={answer.kind === 'accept' ? 'Accepted' : 'Evidence'}>
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-text-2">
          <StatusBadge status={statuses[answer.status]} reason={answer.failure} />
          <span>
            by {answer.requestedBy}, <TimeText at={answer.createdAt} />
          </span>
        </p>
        {answer.reason && <p>{answer.reason}</p>}
        {answer.evidence && (
          <dl className="grid gap-3">
            {Object.entries(answer.evidence).map(([field, text]) => (
              <div key={field}>
                <dt className="text-small text-text-3">{fieldNames[field] ?? field.replaceAll('_', ' ')}</dt>
                <dd className="break-words whitespace-pre-wrap">{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Card>
  ));
}
