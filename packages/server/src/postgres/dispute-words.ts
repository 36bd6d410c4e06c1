import { writeDollars } from '@marketplace/core/money';
import type { Notice } from '@marketplace/core/notifications';
import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';

type DisputeRow = Selectable<Schema['disputes']>;

/** What the customer is told; undefined where nothing changed for them. */
export function disputeNotice(row: DisputeRow): Notice | undefined {
  const amount = writeDollars(row.amount_units);
  const told = (state: string, severity: Notice['severity'], title: string, body: string): Notice => ({
    topic: 'money',
    severity,
    dedupeKey: `dispute-${state}:${row.id}`,
    title,
    body,
    link: '/statement',
    linkLabel: 'See the statement',
  });
  switch (row.status) {
    case 'needs_response':
      return told(
        'open',
        'urgent',
        `Your bank disputes a payment of ${amount}`,
        `Your bank demands back the payment of ${amount} (reason: ${row.reason}). Until it has decided, the amount is taken from your balance and your card is not charged automatically.\n\nIf you did not mean to dispute it, tell your bank to withdraw the dispute. If your balance is now below zero, top up with another card to keep your deployments.`,
      );
    case 'won':
      return told(
        'won',
        'info',
        `The dispute over ${amount} is decided: the amount is back`,
        `Your bank has ended the dispute, and ${amount} are on your balance again.`,
      );
    case 'lost':
      return told(
        'lost',
        'warn',
        `The dispute over ${amount} is decided: your bank gives you the money`,
        `Your bank gave you back ${amount}, so the amount stays off your balance. Automatic top-up stays off; top up by hand at any time.`,
      );
    default:
      return undefined;
  }
}

/** What the operator finds on the list. */
export function taskText(row: DisputeRow): string {
  const amount = writeDollars(row.amount_units);
  return row.status === 'inquiry'
    ? `A bank asks about a payment of ${amount} (${row.reason}). No money was taken yet: answer before the deadline, or refund the payment.`
    : `A bank demands back ${amount} (${row.reason}). Send evidence before the deadline, or accept the loss.`;
}
