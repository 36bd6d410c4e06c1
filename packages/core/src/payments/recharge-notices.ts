import type { Notice } from '../notifications/index.ts';

/** Amounts and times come as text, such as `$50.00` and `6 Dec 2026, 14:00 UTC`. */
interface DeclinedFacts {
  topUpId: string;
  amount: string;
  card: string;
  /** When it is tried again; undefined when it is not. */
  retryAt: string | undefined;
}

/** The first decline in a row is told at once and by mail, with all that follows. */
export function rechargeDeclinedNotice({ topUpId, amount, card, retryAt }: DeclinedFacts): Notice {
  return {
    topic: 'money',
    severity: 'urgent',
    dedupeKey: `recharge-declined:${topUpId}`,
    title: `Automatic top-up: ${card} was declined`,
    body: [
      `${amount} were to be added to your balance. ${card} was declined and you were not charged.`,
      retryAt === undefined
        ? 'It is not tried again by itself. Choose another card to go on.'
        : `It is tried again on ${retryAt}, then 6 and 24 hours later, and pauses after that. Choose another card to go on at once.`,
    ].join('\n\n'),
    link: '/balance/auto-recharge',
    linkLabel: 'Automatic top-up',
  };
}

export function rechargePausedNotice({ topUpId, amount, card }: Omit<DeclinedFacts, 'retryAt'>): Notice {
  return {
    topic: 'money',
    severity: 'warn',
    dedupeKey: `recharge-paused:${topUpId}`,
    title: 'Automatic top-up is paused',
    body: `${card} was declined again, and ${amount} were not added. Nothing more is charged until you choose a card or save the setting again.`,
    link: '/balance/auto-recharge',
    linkLabel: 'Automatic top-up',
    consoleOnly: true,
  };
}

/** The payment waits for its owner: the link leads to where it is confirmed. */
export function rechargeConfirmNotice({ topUpId, amount, card }: Omit<DeclinedFacts, 'retryAt'>): Notice {
  return {
    topic: 'money',
    severity: 'urgent',
    dedupeKey: `recharge-confirm:${topUpId}`,
    title: `Your bank asks you to confirm a top-up of ${amount}`,
    body: [
      `${amount} were to be added to your balance automatically. The bank of ${card} wants you to confirm it; you were not charged.`,
      'Until you have, nothing is added automatically. The payment waits for 24 hours.',
    ].join('\n\n'),
    link: `/balance?topUp=${topUpId}`,
    linkLabel: `Confirm ${amount}`,
  };
}
