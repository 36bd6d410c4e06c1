/** One difference between our books and the outside. */
export interface Finding {
  kind: FindingKind;
  /** The one thing it is about: a payment, a contract, an account. A kind and a subject have one open finding. */
  subject: string;
  expected: string;
  found: string;
  /** Ids that the console links to. */
  details?: Record<string, string | number>;
}

export const findingKinds = [
  'payment_not_credited',
  'payment_amount_differs',
  'credit_without_payment',
  'refund_differs',
  'dispute_differs',
  'clearing_differs',
  'stripe_balance_differs',
  'contract_without_deployment',
  'contract_outlives_deployment',
  'deployment_without_contract',
  'contract_on_other_node',
  'contract_hash_differs',
  'contract_in_grace',
  'ledger_unbalanced',
  'wallet_differs',
  'movement_unexplained',
  'treasury_unbalanced',
] as const;
export type FindingKind = (typeof findingKinds)[number];
