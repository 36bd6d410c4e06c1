interface FindingWords {
  title: string;
  /** What to do about it. */
  todo: string;
}

const words: Record<string, FindingWords> = {
  payment_not_credited: {
    title: 'A payment was credited to nobody',
    todo: 'Find the customer in Stripe’s dashboard; refund the payment there, or give them credit.',
  },
  payment_amount_differs: {
    title: 'A payment differs from what was credited',
    todo: 'Compare both; give credit for what is missing, or refund what is too much.',
  },
  credit_without_payment: {
    title: 'A top-up was credited without a payment',
    todo: 'Look for the payment in Stripe’s dashboard. Without one, find out who changed the books.',
  },
  refund_differs: {
    title: 'A refund is not booked as Stripe made it',
    todo: 'Wait for Stripe’s event; when it stays, look at the refunds of this payment on both sides.',
  },
  dispute_differs: {
    title: 'A dispute withholds another amount than the bank took',
    todo: 'Wait for Stripe’s event; when it stays, compare the dispute in Stripe’s dashboard.',
  },
  clearing_differs: {
    title: 'Money moved at Stripe that the ledger does not know, or the reverse',
    todo: 'Look for transfers, payouts or adjustments in Stripe’s dashboard that were not ordered here.',
  },
  stripe_balance_differs: {
    title: 'Stripe’s list of transactions does not make its balance',
    todo: 'Compare again; when it stays, ask Stripe’s support.',
  },
  contract_without_deployment: {
    title: 'A contract on the chain belongs to no deployment',
    todo: 'It is paid for nothing: cancel it with the operator’s account, after looking at its node.',
  },
  contract_outlives_deployment: {
    title: 'A contract is live although its deployment has ended',
    todo: 'It is paid for nothing: cancel it with the operator’s account.',
  },
  deployment_without_contract: {
    title: 'A machine is charged without a contract',
    todo: 'Look whether it still runs; delete it and give its owner credit for the time since.',
  },
  contract_on_other_node: {
    title: 'A contract is on another node than the deployment says',
    todo: 'It may have been moved by the grid’s council. Look at both nodes.',
  },
  contract_hash_differs: {
    title: 'A contract binds other contents than the deployment says',
    todo: 'Somebody changed it with the operator’s account: find out who.',
  },
  contract_in_grace: {
    title: 'A contract is in its grace period',
    todo: 'The chain could not be paid: fill the operator’s account before the machine is removed.',
  },
  wallet_differs: {
    title: 'The account on Stellar holds another amount than the books say',
    todo: 'Look for payments, fees or offers of this account that were not made here.',
  },
  movement_unexplained: {
    title: 'Something moved on Stellar that nobody here started',
    todo: 'Explain it on the treasury’s page of movements, or record the purchase it belongs to.',
  },
  treasury_unbalanced: {
    title: 'USDC or TFT are missing in the treasury’s equation',
    todo: 'Stop changing data by hand, keep a copy of the database, and find the first wrong entry.',
  },
  ledger_unbalanced: {
    title: 'The ledger does not add up',
    todo: 'Stop changing data by hand, keep a copy of the database, and find the first wrong entry.',
  },
};

/** Words for a kind of finding; one that has none shows its own name. */
export const findingWords = (kind: string): FindingWords =>
  words[kind] ?? { title: kind.replaceAll('_', ' '), todo: 'Compare both sides.' };
