import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import {
  acceptRefund,
  type RefundNews,
  type RefundRefusal,
  type RefundState,
  refundableUnits,
  takeRefundNews,
} from './refund.ts';

const paid = { settled: true, paidUnits: 500_000_000n, refundedUnits: 0n, underWayUnits: 0n, disputed: false };
const codeOf = (outcome: bigint | RefundRefusal) => (isRefusal(outcome) ? outcome.code : outcome);

describe('the amount of a refund', () => {
  it('is all that is left without one', () => {
    expect(acceptRefund(undefined, { ...paid, refundedUnits: 100_000_000n })).toBe(400_000_000n);
  });

  it.each([
    ['50.00', 500_000_000n],
    ['0.01', 100_000n],
  ])('%s is accepted', (amount, units) => expect(acceptRefund(amount, paid)).toBe(units));

  it.each(['0', '-1', '1e1', '0.001', 'all', ''])('%s is refused with its field', (amount) => {
    const refusal = acceptRefund(amount, paid);
    expect(isRefusal(refusal) && refusal.details).toMatchObject({ errors: [{ path: 'amount.amount' }] });
  });

  it('counts what is under way as gone, and says what is left', () => {
    const refusal = acceptRefund('20.01', { ...paid, refundedUnits: 200_000_000n, underWayUnits: 100_000_000n });
    expect(isRefusal(refusal) && refusal.details).toMatchObject({ refundable: { amount: '20.0000000' } });
    expect(codeOf(acceptRefund(undefined, { ...paid, refundedUnits: paid.paidUnits }))).toBe('refund_exceeds_payment');
  });

  it('is refused of what was not paid, and of what its bank demands back anyway', () => {
    expect(codeOf(acceptRefund('1', { ...paid, settled: false }))).toBe('top_up_not_refundable');
    expect(codeOf(acceptRefund('1', { ...paid, disputed: true }))).toBe('top_up_not_refundable');
  });

  it('never lets refunds one after the other exceed what was paid', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 7n), fc.array(fc.bigInt(1n, 10n ** 6n), { maxLength: 20 }), (cents, asked) => {
        const payment = { ...paid, paidUnits: cents * 100_000n };
        for (const each of asked) {
          const units = acceptRefund(`${each / 100n}.${String(each % 100n).padStart(2, '0')}`, payment);
          if (!isRefusal(units)) payment.underWayUnits += units;
        }
        expect(payment.underWayUnits <= payment.paidUnits).toBe(true);
        expect(refundableUnits(payment)).toBe(payment.paidUnits - payment.underWayUnits);
      }),
    );
  });
});

describe('news of a refund', () => {
  const news = fc.constantFrom<RefundNews['status']>('pending', 'succeeded', 'failed');

  it('moves money out once and back at most once, in any order and any number of times', () => {
    fc.assert(
      fc.property(fc.array(news, { minLength: 1, maxLength: 12 }), fc.bigInt(1n, 10n ** 12n), (told, amountUnits) => {
        let state: RefundState = { status: 'requested', bookedUnits: 0n };
        let moved = 0n;
        for (const status of told) {
          const next = takeRefundNews(state, { status, amountUnits });
          moved += next.deltaUnits;
          expect(moved).toBe(next.bookedUnits);
          state = next;
        }
        expect(moved).toBe(told.includes('failed') ? 0n : amountUnits);
      }),
      { numRuns: 5000 },
    );
  });

  it('of one that we thought was refused is believed', () => {
    const state = { status: 'refused', bookedUnits: 0n } as const;
    expect(takeRefundNews(state, { status: 'succeeded', amountUnits: 5n }).deltaUnits).toBe(5n);
  });
});
