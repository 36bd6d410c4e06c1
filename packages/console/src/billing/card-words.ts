import type { PaymentMethod } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** Such as "Visa ending in 4242". */
export const cardName = ({ brand, last4 }: Pick<PaymentMethod, 'brand' | 'last4'>): string =>
  `${brands[brand] ?? 'Card'} ending in ${last4}`;

/** The last month in which it can be charged, such as 04/2028. */
export const cardEnd = ({ expMonth, expYear }: Pick<PaymentMethod, 'expMonth' | 'expYear'>): string =>
  `${String(expMonth).padStart(2, '0')}/${expYear}`;

const SOON_MS = 30 * 86_400_000;

/** What needs a look; undefined while the card is good for long. */
export function cardTrouble(card: PaymentMethod, nowMs: number): Status | undefined {
  if (card.expired) return { family: 'bad', shape: 'octagon', word: 'Expired' };
  // Its last month is over when the next one begins.
  if (Date.UTC(card.expYear, card.expMonth) - nowMs <= SOON_MS)
    return { family: 'warn', shape: 'triangle', word: 'Expires soon' };
  return undefined;
}
