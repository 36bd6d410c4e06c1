import { describe, expect, it } from 'vitest';
import { dispatchFailure, poolRejection } from './outcome.ts';

const moduleError = (pallet: string, name: string) => ({
  type: 'Module',
  value: { type: pallet, value: { type: name, value: undefined } },
});

describe('a failed call', () => {
  it.each([
    ['NodeNotAvailableToDeploy', 'node_not_available'],
    ['ContractIsNotUnique', 'contract_not_unique'],
    ['FarmHasNotEnoughPublicIPsFree', 'no_public_ips'],
    ['OnlyTwinAdminCanDeployOnThisNode', 'node_opted_out'],
    ['SomethingOfNextYear', 'other'],
  ])('by %s is %s', (name, refusal) => {
    const error = `SmartContractModule.${name}`;
    expect(dispatchFailure(moduleError('SmartContractModule', name))).toEqual({ ok: false, refusal, error });
  });

  it('outside the pallets has a name too', () => {
    const funds = { type: 'Token', value: { type: 'FundsUnavailable', value: undefined } };
    expect(dispatchFailure(funds)).toMatchObject({ refusal: 'insufficient_funds', error: 'Token.FundsUnavailable' });
    expect(dispatchFailure({ type: 'BadOrigin', value: undefined })).toMatchObject({ error: 'BadOrigin' });
    expect(dispatchFailure(undefined)).toMatchObject({ refusal: 'other', error: 'Unknown' });
  });

  it('whose pallet cannot name its error is still a failure', () => {
    expect(dispatchFailure({ type: 'Module', value: { index: 26, error: '0x19000000' } })).toMatchObject({
      ok: false,
      refusal: 'other',
    });
  });
});

describe('what the pool says', () => {
  it.each([
    [1010, 'Invalid Transaction: Transaction is outdated', 'stale_nonce'],
    [1010, 'Invalid Transaction: Inability to pay some fees (e.g. account balance too low)', 'cannot_pay_fee'],
    [1010, 'Invalid Transaction: Transaction has a bad signature', 'bad_signature'],
    [1010, 'Invalid Transaction: Transaction has an ancient birth block', 'era_ended'],
    [1010, 'Invalid Transaction: Custom error: 7', 'invalid'],
    [1014, 'Priority is too low', 'pool_full'],
    [1016, 'Immediately Dropped', 'pool_full'],
  ])('%i "%s" is %s', (code, message, reason) => {
    expect(poolRejection(code, message)).toEqual({ kind: 'rejected', reason, message });
  });

  it.each([1012, 1013])('%i means that it has the bytes', (code) => {
    expect(poolRejection(code, 'Already Imported')).toEqual({ kind: 'already_known' });
  });
});
