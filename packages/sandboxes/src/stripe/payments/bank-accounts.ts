// The US bank accounts for tests of https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment: payments by them
// are `processing` first and settle or fail a moment later.

export interface TestBankAccount {
  /** The test payment method id, `pm_usBankAccount_…`. */
  testId: string;
  accountNumber: string;
  failure?: { code: string; message: string };
  /** Never settles. */
  stuck?: boolean;
}

const accounts: TestBankAccount[] = [
  { testId: 'pm_usBankAccount_success', accountNumber: '000123456789' },
  {
    testId: 'pm_usBankAccount_accountClosed',
    accountNumber: '000111111113',
    failure: { code: 'account_closed', message: "The customer's bank account has been closed." },
  },
  {
    testId: 'pm_usBankAccount_noAccount',
    accountNumber: '000111111116',
    failure: { code: 'no_account', message: "The customer's bank account could not be located." },
  },
  {
    testId: 'pm_usBankAccount_insufficientFunds',
    accountNumber: '000222222227',
    failure: {
      code: 'insufficient_funds',
      message: "The customer's account has insufficient funds to cover this payment.",
    },
  },
  {
    testId: 'pm_usBankAccount_debitNotAuthorized',
    accountNumber: '000333333335',
    failure: {
      code: 'debit_not_authorized',
      message: 'The customer has notified their bank that this payment was unauthorized.',
    },
  },
  { testId: 'pm_usBankAccount_processing', accountNumber: '000000000009', stuck: true },
];

export function bankAccountByTestId(testId: string): TestBankAccount | undefined {
  return accounts.find((account) => account.testId === testId);
}
