import type { OperatorTask } from '@marketplace/contract';

interface TaskWords {
  title: string;
  /** What to do about it, in one sentence. */
  todo: string;
}

const words: Record<string, TaskWords> = {
  unreadable_event: {
    title: 'An event of Stripe could not be read',
    todo: 'Compare it with the Stripe dashboard; try again after an update of the marketplace.',
  },
  event_without_payment: {
    title: 'An event of Stripe waits for a payment that is not here',
    todo: 'Find the payment in the Stripe dashboard; when it belongs to something else, close this.',
  },
  unknown_customer: {
    title: 'Stripe tells of a customer who is nobody here',
    todo: 'Find the customer in the Stripe dashboard: the account may also be used by something else.',
  },
  payment_without_top_up: {
    title: 'A payment belongs to no top-up',
    todo: 'Find the customer in the Stripe dashboard, then credit or refund it.',
  },
  payment_mismatch: {
    title: 'A payment differs from what was asked',
    todo: 'Compare amount, currency and customer in the Stripe dashboard, then credit or refund it.',
  },
};

/** Words for a kind of task; one that has none shows its own name. */
export const taskWords = ({ kind }: Pick<OperatorTask, 'kind'>): TaskWords =>
  words[kind] ?? { title: sentenceOf(kind), todo: 'Read what happened, act, and note how it was resolved.' };

const sentenceOf = (kind: string) => {
  const text = kind.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export interface TaskPlace {
  to: string;
  label: string;
}

/** Where the matter behind a task is looked at or decided. */
export function taskPlaces({ details }: Pick<OperatorTask, 'details'>): TaskPlace[] {
  const places: TaskPlace[] = [];
  if (typeof details.path === 'string') places.push({ to: details.path, label: 'Open' });
  if (typeof details.userId === 'string')
    places.push({ to: `/operator/users/${details.userId}`, label: 'Open the user' });
  return places;
}
