import { formatUnits } from '@marketplace/core/money';

/** US dollars as they travel. */
export const usdJson = (units: bigint) => ({ currency: 'USD' as const, amount: formatUnits(units) });
