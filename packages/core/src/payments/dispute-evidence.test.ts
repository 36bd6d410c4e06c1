import { expect, it } from 'vitest';
import { type DisputeFacts, proposeEvidence } from './dispute-evidence.ts';

const facts: DisputeFacts = {
  brand: 'Cloud',
  customer: { name: 'Ada', email: 'ada@people.test', emailVerified: true, since: '2026-10-01T08:00:00.000Z' },
  payment: {
    amountUnits: 50_0000000n,
    at: '2026-11-02T09:30:00.000Z',
    card: { brand: 'visa', last4: '4242' },
    receiptNumber: 'RCP-2026-000007',
  },
  chargedUnits: 12_3456789n,
  machines: [
    { name: 'shop-web', from: '2026-11-02T09:40:00.000Z', until: undefined, seconds: 7260, chargedUnits: 12_3456789n },
  ],
  acts: [
    { at: '2026-11-02T09:38:00.000Z', what: 'ordered the machine shop-web' },
    { at: '2026-10-01T08:00:00.000Z', what: 'opened the account' },
  ],
};

it('says who paid what when and what was used since, from facts alone', () => {
  const { statement, accessActivityLog } = proposeEvidence(facts);
  expect(statement).toContain(
    'Ada (ada@people.test, a verified address) has an account since 2026-10-01 08:00 UTC and paid $50.00 on 2026-11-02 09:30 UTC with the card Visa ending in 4242',
  );
  expect(statement).toContain('Receipt RCP-2026-000007 was sent to ada@people.test');
  expect(statement).toContain(
    'shop-web: runs from 2026-11-02 09:40 UTC until today, 2 h 1 min since the payment, $12.3456789',
  );
  expect(accessActivityLog).toBe(
    '2026-10-01 08:00 UTC  opened the account\n2026-11-02 09:38 UTC  ordered the machine shop-web',
  );
});

it('claims no use where there was none, and no card or receipt that is not known', () => {
  const bare = { ...facts.payment, card: undefined, receiptNumber: undefined };
  const { statement } = proposeEvidence({ ...facts, payment: bare, machines: [], chargedUnits: 0n });
  expect(statement).toContain('The balance was not used since.');
  expect(statement).not.toMatch(/card|Receipt/);
});
