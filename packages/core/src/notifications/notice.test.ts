import { expect, it } from 'vitest';
import { goesByMail } from './notice.ts';

it.each([
  ['info', undefined, true, true],
  ['info', false, true, false],
  ['warn', true, false, false],
  ['warn', undefined, false, false],
  ['urgent', false, false, true],
] as const)('%s, chosen %s, mails allowed %s: by mail %s', (severity, chosen, mailAllowed, expected) => {
  expect(goesByMail({ severity }, { chosen, mailAllowed })).toBe(expected);
});

it('what only follows a mailed notice is not mailed, unless it is urgent', () => {
  const choice = { chosen: true, mailAllowed: true };
  expect(goesByMail({ severity: 'warn', consoleOnly: true }, choice)).toBe(false);
  expect(goesByMail({ severity: 'urgent', consoleOnly: true }, choice)).toBe(true);
});
