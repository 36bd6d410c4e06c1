import type { AutoRecharge } from '@marketplace/contract';
import { formatMoney, type MoneyValue } from '../ui/money.ts';
import type { Status } from '../ui/status-badge.tsx';
import { cardName } from './card-words.ts';
import { declineWords } from './decline-words.ts';

export interface RechargeWords {
  status: Status;
  /** What it does next, or why it does nothing. */
  says: string;
  /** What its owner can do about it. */
  todo?: string;
}

const on: Status = { family: 'ok', shape: 'disc', word: 'On' };
const paused: Status = { family: 'warn', shape: 'bars', word: 'Paused' };
const trouble: Status = { family: 'bad', shape: 'octagon', word: 'Paused' };

/** How an automatic top-up stands, in words; `when` writes a time. */
export function rechargeWords(recharge: AutoRecharge, when: (at: string) => string): RechargeWords {
  const money = (value: MoneyValue) => formatMoney(value);
  const { amount, threshold, leftThisMonth, monthlyCap, chargedThisMonth } = recharge;
  const card = recharge.card ? cardName(recharge.card) : 'your card';
  const refusal = recharge.failureCode ? declineWords(recharge.failureCode).happened : 'The card was declined.';
  switch (recharge.standing) {
    case 'off':
      return { status: { family: 'off', shape: 'square', word: 'Off' }, says: 'Nothing is charged by itself.' };
    case 'watching':
      return {
        status: on,
        says: `Will add ${money(amount)} from ${card} when the balance falls below ${money(threshold)}. ${money(leftThisMonth)} of ${money(monthlyCap)} left this month.`,
      };
    case 'due':
      return { status: on, says: `The balance is below ${money(threshold)}: ${money(amount)} are about to be added.` };
    case 'charging':
      return {
        status: { family: 'busy', shape: 'arc', word: 'Charging' },
        says: `${money(amount)} from ${card} are being added now.`,
      };
    case 'backing_off':
      return {
        status: paused,
        says: `${refusal} ${money(amount)} from ${card} are tried again ${recharge.retryAt ? when(recharge.retryAt) : 'later'}.`,
        todo: 'Choose another card, or save the setting to try at once.',
      };
    case 'paused':
      return recharge.pausedReason === 'authentication_required'
        ? { status: paused, ...confirmWords(recharge) }
        : {
            status: trouble,
            says: `${refusal} You were not charged, and nothing more is tried.`,
            todo: 'Choose another card, or save the setting to try again.',
          };
    case 'blocked':
      return { status: trouble, ...blockedWords(recharge.blockedReason) };
    case 'no_card':
      return { status: trouble, says: 'The card that it used is gone.', todo: 'Choose another card, or save one.' };
    case 'month_limit':
      return {
        status: paused,
        says: `${money(chargedThisMonth)} of at most ${money(monthlyCap)} were added this month; another ${money(amount)} would be too much.`,
        todo: 'It goes on by itself next month, or when you raise the limit.',
      };
  }
}

function confirmWords({ topUpId, amount }: AutoRecharge): Pick<RechargeWords, 'says' | 'todo'> {
  const says = `Your bank wants you to confirm ${formatMoney(amount)}. You were not charged.`;
  return topUpId === null
    ? { says: `${says} That payment is over.`, todo: 'Save the setting to try again, or choose another card.' }
    : { says, todo: 'Confirm it, and it goes on by itself.' };
}

/** A dispute stops all that is charged without its owner. */
function blockedWords(reason: string | null): Pick<RechargeWords, 'says' | 'todo'> {
  return reason === 'payment_disputed'
    ? {
        says: 'One of your card payments is disputed at your bank: no card is charged by itself.',
        todo: 'It goes on when the dispute is decided for the payment. You can still top up by hand.',
      }
    : { says: 'No card of yours is charged by itself at present.', todo: 'Write to support to learn why.' };
}
