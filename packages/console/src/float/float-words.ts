import type { DiscountLevelName, TopUpDecision, TopUpPolicyDocument } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

const levels: Record<DiscountLevelName, string> = {
  none: 'No discount',
  default: 'Default',
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
};
export const levelWord = (level: string): string => levels[level as DiscountLevelName] ?? level;

/** `13 d 4 h`; whole hours, rounded down before. */
export function lasting(hours: number | null): string {
  if (hours === null) return 'nothing running';
  const days = Math.floor(hours / 24);
  if (days === 0) return `${hours} h`;
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

const triggers: Record<string, string> = {
  below: 'the balance is low',
  runway: 'the runway is short',
  level_drop: 'a discount level is about to be lost',
};
export const triggerWords = (trigger: string): string => triggers[trigger] ?? trigger;

const reasons: Record<string, string> = {
  off: 'it is switched off',
  enough: 'there is enough TFT',
  failures: 'three transfers in a row have failed',
  paused: 'it is paused until you let it go on',
  in_flight: 'TFT is on its way to the chain',
  awaiting_approval: 'it waits for your answer',
  facts_too_old: 'the balance on the chain is about to be read again',
  cooling_down: 'it rests after the last attempt',
  wallet_unknown: 'the account on Stellar is not ready',
  wallet_empty: 'the account on Stellar has too little USDC',
  day_cap: 'the limit of 24 hours is reached',
  month_cap: 'the limit of 30 days is reached',
};
/** Why, as the end of a sentence. */
export const reasonWords = (reason: string): string => reasons[reason] ?? triggers[reason] ?? reason;

const actions: Record<TopUpDecision['action'], Status> = {
  none: { family: 'off', shape: 'square', word: 'Nothing to do' },
  wait: { family: 'warn', shape: 'triangle', word: 'Waits' },
  pause: { family: 'bad', shape: 'octagon', word: 'Paused itself' },
  dry_run: { family: 'off', shape: 'square', word: 'Would buy' },
  ask: { family: 'warn', shape: 'triangle', word: 'Asks you' },
  start: { family: 'ok', shape: 'disc', word: 'Bought' },
  approved: { family: 'ok', shape: 'disc', word: 'Approved' },
  declined: { family: 'off', shape: 'square', word: 'Declined' },
  withdrawn: { family: 'off', shape: 'square', word: 'Taken back' },
};
export const actionStatus = (action: TopUpDecision['action']): Status => actions[action];

/** What the policy does next, in one sentence without amounts. */
export function nextWords({ next, policy }: Pick<TopUpPolicyDocument, 'next' | 'policy'>): {
  status: Status;
  text: string;
} {
  if (policy.mode === 'off')
    return { status: { ...actions.none, word: 'Off' }, text: 'Nothing is bought without you.' };
  if (!next) return { status: actions.wait, text: 'The chain was not read yet.' };
  const why = reasonWords(next.reason);
  switch (next.action) {
    case 'none':
      return { status: { family: 'ok', shape: 'disc', word: 'Watching' }, text: `Nothing to do: ${why}.` };
    case 'wait':
      return next.reason === 'paused'
        ? {
            status: { ...actions.pause, word: 'Paused' },
            text: 'Three transfers in a row have failed. Look at them first.',
          }
        : { status: actions.wait, text: `It would buy, since ${triggerWords(next.trigger ?? '')}, but ${why}.` };
    case 'pause':
      return { status: actions.pause, text: `It pauses, since ${why}.` };
    case 'dry_run':
      return { status: actions.dry_run, text: `It would buy, since ${why}. In a dry run it only says so.` };
    default:
      return {
        status: { family: 'busy', shape: 'arc', word: 'About to buy' },
        text: `It buys within a minute, since ${why}.`,
      };
  }
}
