import { describe, expect, it } from 'vitest';
import { becomesFirstOperator, linksTo, rolesOf } from './roles.ts';

const facts = { operatorEmails: ['boss@example.com'], operatorExists: false };

describe('the first operator', () => {
  it('is the person with a verified address from the configuration', () => {
    expect(becomesFirstOperator({ email: 'Boss@Example.com', emailVerified: true }, facts)).toBe(true);
  });
  it('is nobody with an unverified address', () => {
    expect(becomesFirstOperator({ email: 'boss@example.com', emailVerified: false }, facts)).toBe(false);
  });
  it('is made only while there is none', () => {
    const profile = { email: 'boss@example.com', emailVerified: true };
    expect(becomesFirstOperator(profile, { ...facts, operatorExists: true })).toBe(false);
  });
});

describe('linking a second identity', () => {
  const verified = { email: 'ana@example.com', emailVerified: true };
  const unverified = { email: 'ana@example.com', emailVerified: false };
  it('needs the address verified on both sides', () => {
    expect(linksTo(verified, verified)).toBe(true);
    expect(linksTo(unverified, verified)).toBe(false);
    expect(linksTo(verified, unverified)).toBe(false);
  });
});

it('lists roles in one order and always the cloud user', () => {
  expect(rolesOf(['cloud-operator', 'cloud-provider'])).toEqual(['cloud-user', 'cloud-provider', 'cloud-operator']);
  expect(rolesOf([])).toEqual(['cloud-user']);
});
