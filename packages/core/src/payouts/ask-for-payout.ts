import { formatUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';

export interface PayoutAsk {
  units: bigint;
  payableUnits: bigint;
  minimumUnits: bigint;
  address: string | undefined;
}

export type PayoutAskRefusal = Refusal<'payout_address_missing' | 'amount_out_of_range' | 'payout_exceeds_payable'>;

/** Whether a provider may have this amount now, and where it goes. The ledger holds the floor once more. */
export function askForPayout({ units, payableUnits, minimumUnits, address }: PayoutAsk): string | PayoutAskRefusal {
  if (address === undefined)
    return refuse('payout_address_missing', 'Set the address on the chain that payouts go to first.');
  if (units < minimumUnits || units <= 0n) {
    const message = `must be at least ${formatUnits(minimumUnits)} USD`;
    return refuse('amount_out_of_range', `A payout ${message}.`, {
      errors: [{ path: 'amount.amount', message }],
      minimum: { currency: 'USD', amount: formatUnits(minimumUnits) },
    });
  }
  return units > payableUnits ? exceedsPayable(units, payableUnits) : address;
}

export const exceedsPayable = (units: bigint, payableUnits: bigint): Refusal<'payout_exceeds_payable'> =>
  refuse(
    'payout_exceeds_payable',
    `${formatUnits(units)} USD were asked for; ${formatUnits(payableUnits)} USD can be paid out now.`,
    { payable: { currency: 'USD', amount: formatUnits(payableUnits) } },
  );
