import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookedDeployment, compareContracts, type LiveContract } from './contracts.ts';
import { comparePayments, ON_THE_WAY_MS, type PaymentPair } from './payments.ts';
import { STALE_MS, sourceState } from './source-state.ts';

describe('a source', () => {
  const facts = { comparedAtMs: 1000, failingSinceMs: undefined, openFindings: 0 };
  it('is green only while its last comparison is fresh and found nothing', () => {
    expect(sourceState(facts, 1000 + STALE_MS).state).toBe('green');
    expect(sourceState({ ...facts, openFindings: 1 }, 1001).state).toBe('red');
  });
  it('is unknown when it is silent, since when it was heard of last', () => {
    expect(sourceState(facts, 1001 + STALE_MS)).toEqual({ state: 'unknown', unknownSinceMs: 1000 });
    expect(sourceState({ ...facts, failingSinceMs: 5 }, 1001)).toEqual({ state: 'unknown', unknownSinceMs: 5 });
    expect(sourceState({ ...facts, comparedAtMs: undefined }, 1).state).toBe('unknown');
  });
});

describe('contracts and deployments', () => {
  const contract: LiveContract = { contractId: 7, nodeId: 11, hash: 'aa', inGrace: false };
  const machine: BookedDeployment = {
    id: 'd1',
    name: 'web',
    status: 'running',
    contractId: 7,
    nodeId: 11,
    hash: 'aa',
  };
  const kinds = (contracts: LiveContract[], deployments: BookedDeployment[], moving: string[] = []) =>
    compareContracts(contracts, deployments, new Set(moving)).map(({ kind }) => kind);

  it('that agree are no finding', () => expect(kinds([contract], [machine])).toEqual([]));
  it('a contract that nobody knows', () => expect(kinds([contract], [])).toEqual(['contract_without_deployment']));
  it('a contract whose number was not noted yet is known by its place and hash', () =>
    expect(kinds([contract], [{ ...machine, status: 'contracting', contractId: undefined }])).toEqual([]));
  it('a contract without node is nobody’s, whatever has no hash yet', () =>
    expect(
      kinds(
        [{ contractId: 9, nodeId: undefined, hash: undefined, inGrace: false }],
        [{ ...machine, status: 'reserving', contractId: undefined, hash: undefined }],
      ),
    ).toEqual(['contract_without_deployment']));
  it('a contract that outlives its deployment', () =>
    expect(kinds([contract], [{ ...machine, status: 'deleted' }])).toEqual(['contract_outlives_deployment']));
  it('a machine whose contract is gone', () => expect(kinds([], [machine])).toEqual(['deployment_without_contract']));
  it('each field that differs', () =>
    expect(kinds([{ ...contract, nodeId: 12, hash: 'bb', inGrace: true }], [machine])).toEqual([
      'contract_on_other_node',
      'contract_hash_differs',
      'contract_in_grace',
    ]));
  it('what moves is left alone', () => {
    expect(kinds([], [machine], ['d1'])).toEqual([]);
    expect(kinds([contract], [{ ...machine, status: 'deleted' }], ['d1'])).toEqual([]);
    expect(kinds([], [{ ...machine, status: 'deleting' }])).toEqual([]);
  });
});

describe('payments at Stripe and here', () => {
  const nowMs = 10 * ON_THE_WAY_MS;
  const pair = (stripe: [bigint, bigint] | undefined, ours: [bigint, bigint] | undefined, ageMs = ON_THE_WAY_MS) => ({
    paymentIntentId: 'pi_1',
    stripe: stripe && { paidUnits: stripe[0], refundedUnits: stripe[1], latestMs: nowMs - ageMs },
    ours: ours && { topUpId: 't', creditedUnits: ours[0], refundedUnits: ours[1], latestMs: 0 },
  });
  const kinds = (...pairs: PaymentPair[]) => comparePayments(pairs, nowMs).findings.map(({ kind }) => kind);

  it('are no finding when both sides agree, or when all was given back', () => {
    expect(kinds(pair([5n, 2n], [5n, 2n]), pair([5n, 5n], undefined))).toEqual([]);
  });
  it('that differ are named for what differs', () => {
    expect(kinds(pair([5n, 0n], undefined))).toEqual(['payment_not_credited']);
    expect(kinds(pair(undefined, [5n, 0n]))).toEqual(['credit_without_payment']);
    expect(kinds(pair([5n, 1n], [6n, 0n]))).toEqual(['payment_amount_differs', 'refund_differs']);
  });
  it('told less than an hour ago are on their way', () => {
    const fresh = comparePayments([pair([5n, 2n], undefined, ON_THE_WAY_MS - 1)], nowMs);
    expect(fresh).toEqual({ findings: [], onTheWayUnits: 3n });
  });
  it('whatever is fresh and whatever is old, no difference is lost', () => {
    const side = fc.option(fc.tuple(fc.bigInt(0n, 9n), fc.bigInt(0n, 9n)), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side, fc.nat(2 * ON_THE_WAY_MS)), { maxLength: 9 }), (all) => {
        const pairs = all.map((each) => pair(...each));
        const { findings, onTheWayUnits } = comparePayments(pairs, nowMs);
        const difference = pairs.reduce(
          (sum, { stripe, ours }) =>
            sum +
            ((stripe?.paidUnits ?? 0n) - (stripe?.refundedUnits ?? 0n)) -
            ((ours?.creditedUnits ?? 0n) - (ours?.refundedUnits ?? 0n)),
          0n,
        );
        if (difference !== 0n) expect(findings.length > 0 || onTheWayUnits !== 0n).toBe(true);
      }),
    );
  });
});
