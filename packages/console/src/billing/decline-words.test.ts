import { expect, test } from 'vitest';
import { declineWords } from './decline-words.ts';

test.each([
  ['insufficient_funds', /not enough money/],
  ['expired_card', /expired/],
  ['payment_intent_authentication_failure', /confirm that it was you/],
  ['processing_error', /just now/],
  ['no_account', /bank account/],
])('%s is told in words, with what helps', (code, happened) => {
  expect(declineWords(code).happened).toMatch(happened);
  expect(declineWords(code).todo).toMatch(/^[A-Z].*\.$/);
});

test('a lost, stolen or suspected card is told as any other, and so is a code that nobody knows', () => {
  for (const code of ['lost_card', 'stolen_card', 'fraudulent', 'merchant_blacklist', 'pickup_card', 'of_tomorrow'])
    expect(declineWords(code)).toEqual(declineWords('generic_decline'));
});
