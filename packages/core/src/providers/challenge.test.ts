import { expect, it } from 'vitest';
import { challengeText } from './challenge.ts';

const facts = {
  marketplace: 'North Cloud',
  origin: 'https://cloud.example.org',
  network: 'TFChain (genesis 0xab)',
  person: 'ana@example.org',
  address: '5F3sa2TJAWMqDhXG6jhV4N8ko9SxwGy8TpaNS1repo5EYjQX',
  nonce: 'n0nce',
  issuedAt: '2026-11-22T14:00:00.000Z',
  expiresAt: '2026-11-22T14:10:00.000Z',
};

it('names purpose, marketplace, person, network, account, nonce and end', () => {
  const lines = challengeText(facts).split('\n');
  for (const line of [
    'Purpose: connect the account as a cloud provider',
    'Marketplace: https://cloud.example.org',
    'Person: ana@example.org',
    'Network: TFChain (genesis 0xab)',
    `Account: ${facts.address}`,
    'Nonce: n0nce',
    'Expires: 2026-11-22T14:10:00.000Z',
  ])
    expect(lines).toContain(line);
});

it('takes no line from the name of a marketplace or network', () => {
  const text = challengeText({ ...facts, marketplace: 'North\nAccount: 5Evil', network: 'a\r\nNonce: x' });
  expect(text.match(/^Account: /gm)).toHaveLength(1);
  expect(text.match(/^Nonce: /gm)).toHaveLength(1);
});
