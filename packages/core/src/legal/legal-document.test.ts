import { expect, it } from 'vitest';
import { checkAcceptance, documentInForce } from './legal-document.ts';

it('the version in force is the last that has begun', () => {
  const versions = [
    { version: 2, validFromMs: 100 },
    { version: 1, validFromMs: 0 },
    { version: 3, validFromMs: 100 },
    { version: 4, validFromMs: 200 },
  ];
  expect([-1, 0, 99, 100, 200].map((at) => documentInForce(versions, at)?.version)).toEqual([undefined, 1, 1, 3, 4]);
});

it('only the version in force can be accepted; another is refused at its field', () => {
  expect(checkAcceptance(3, 3, 'slaVersion')).toBeUndefined();
  for (const other of [2, 4])
    expect(checkAcceptance(other, 3, 'slaVersion')).toMatchObject({
      code: 'validation_failed',
      details: { errors: [{ path: 'slaVersion', message: 'must be the version in force, which is 3' }] },
    });
});
