import {
  createAccountFields,
  mergeFields,
  type PaymentRecord,
  pathPaymentFields,
  paymentFields,
} from './horizon-schemas.ts';

/** One leg of what moved in or out of the account. */
export interface Movement {
  operationId: bigint;
  direction: 'in' | 'out';
  /** `native` or `CODE:ISSUER`. */
  asset: string;
  units: bigint;
  transactionHash: string;
  type: string;
  counterparty: string;
  /** A hash is in hex. */
  memo: string | null;
  at: Date;
}

/** The legs of one record of Horizon's list of payments; a swap with oneself has two. */
export function movementsOf(record: PaymentRecord, account: string): Movement[] {
  const base = {
    operationId: record.id,
    transactionHash: record.transaction_hash,
    type: record.type,
    memo: memoOf(record),
    at: record.created_at,
  };
  const leg = (direction: 'in' | 'out', asset: string, units: bigint, counterparty: string): Movement => ({
    ...base,
    direction,
    asset,
    units,
    counterparty,
  });
  switch (record.type) {
    case 'payment': {
      const { from, to, units, asset } = paymentFields.parse(record);
      if (from === to) return [];
      return [to === account ? leg('in', asset, units, from) : leg('out', asset, units, to)];
    }
    case 'path_payment_strict_send':
    case 'path_payment_strict_receive': {
      const { from, to, units, asset, sourceUnits, sourceAsset } = pathPaymentFields.parse(record);
      return [
        ...(from === account ? [leg('out', sourceAsset, sourceUnits, to)] : []),
        ...(to === account ? [leg('in', asset, units, from)] : []),
      ];
    }
    case 'create_account': {
      const { funder, account: created, starting_balance: units } = createAccountFields.parse(record);
      return [created === account ? leg('in', 'native', units, funder) : leg('out', 'native', units, created)];
    }
    case 'account_merge': {
      // How much came is told by its effects only; the comparison of balances finds the difference.
      mergeFields.parse(record);
      return [];
    }
    default:
      return [];
  }
}

function memoOf({ transaction }: PaymentRecord): string | null {
  if (transaction?.memo === undefined) return null;
  const isHash = transaction.memo_type === 'return' || transaction.memo_type === 'hash';
  return isHash ? Buffer.from(transaction.memo, 'base64').toString('hex') : transaction.memo;
}
