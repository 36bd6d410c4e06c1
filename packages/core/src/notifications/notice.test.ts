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
