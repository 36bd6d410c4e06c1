import type { OperatorTask } from '@marketplace/contract';

interface TaskWords {
  title: string;
  /** What to do about it, in one sentence. */
  todo: string;
}

const words: Record<string, TaskWords> = {
  refund_refused: {
    title: 'Stripe refused a refund',
    todo: 'Read its reason, then refund another amount, or arrange another way with the user.',
  },
  refund_failed: {
    title: 'A refund came back',
    todo: 'The card may be closed: arrange another way with the user, who has the amount on the balance again.',
  },
  dispute: {
    title: 'A bank disputes a payment',
    todo: 'Send evidence before the deadline, or accept the loss; either closes the task.',
  },
  dispute_answer_refused: {
    title: 'Stripe did not take an answer to a dispute',
    todo: 'Read its reason. While the deadline lasts, answer again; else the money stays with the customer.',
  },
  stripe_payout_failed: {
    title: 'Stripe could not pay out to the bank',
    todo: 'Correct the bank account in Stripe’s dashboard, then pay out again there.',
  },
  payment_review: {
    title: 'Stripe asks for a look at a payment',
    todo: 'Approve or refund it in Stripe’s dashboard; either closes this task.',
  },
  early_fraud_warning: {
    title: 'A card network warns of fraud',
    todo: 'Refund the payment before it becomes a dispute, or note why you trust it.',
  },
  reconciliation: {
    title: 'The books differ from the outside',
    todo: 'The reconciliation page says what to do. The task closes by itself when a comparison finds no difference.',
  },

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
  provider_request: {
    title: 'Somebody wants to become a provider',
    todo: 'Look at the nodes and the person, then approve or decline; that closes the task.',
  },
  payment_mismatch: {
    title: 'A payment differs from what was asked',
    todo: 'Compare amount, currency and customer in the Stripe dashboard, then credit or refund it.',
  },
  payouts_waiting: {
    title: 'Providers wait for their payouts',
    todo: 'Start a payout run; it pays all of them and closes this task.',
  },
  payout_returned: {
    title: 'The chain did not carry out a payout',
    todo: 'Look at the reason; the provider can ask again.',
  },
  payout_unclear: {
    title: 'Nobody knows whether a payout arrived',
    todo: 'Look at the address on the chain, then decide the payout; that closes this task.',
  },
  chain_history_gap: {
    title: 'Bills of the chain could not be read',
    todo: 'Name a node that keeps all blocks; what is missing is then counted, and this task closes by itself.',
  },
  movement_unexplained: {
    title: 'Something moved on Stellar that nobody here started',
    todo: 'Record the purchase it belongs to, or explain it; that closes this task.',
  },
  bridge_slow: {
    title: 'The bridge takes long',
    todo: 'Nothing is lost and nothing is sent again. Ask the people of the bridge; the task closes by itself.',
  },
  transfer_unclear: {
    title: 'A transfer of the treasury ended in another way than it should',
    todo: 'Look at the transfer and at both accounts, then note what happened.',
  },
  top_up_approval: {
    title: 'Auto top-up asks before it spends',
    todo: 'Approve or decline it under Treasury, Auto top-up; that closes this task.',
  },
  top_up_paused: {
    title: 'Auto top-up is paused',
    todo: 'Look at why the last transfers failed, then let it go on under Treasury, Auto top-up.',
  },
  power_change_waits: {
    title: 'A node does not switch a machine off or on',
    todo: 'Look at the node; it is asked again every five minutes, and this closes by itself when it has done it.',
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
