import type { Config } from '@marketplace/contract';
import { formatMoney } from '../ui/money.ts';

/** The least that can be added, in words; empty while it is not known. Whole dollars without cents. */
export const smallestTopUp = (config: Config | undefined): string =>
  config ? formatMoney({ currency: 'USD', amount: config.topUp.minimum }).replace(/[.,]00$/, '') : '';
