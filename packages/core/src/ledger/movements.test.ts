import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { accountKey, availableOf, heldOf } from './account.ts';
import { creditExpiredTransfer, creditTransfer } from './credit-templates.ts';
import { decidePosting, type GuardedState } from './post-transfer.ts';
import { disputeTransfer, refundTransfer } from './refund-templates.ts';
import { stripeDisputeTransfer, stripeFeeTransfer, stripePayoutTransfer } from './stripe-templates.ts';
import { holdTransfer } from './templates.ts';
import type { Transfer } from './transfer.ts';

const userId = '0190aaaa-0000-7000-8000-000000000001';
const at = { eventAtMs: 0, description: 'x' };
const own = { ...at, userId, topUpId: 't' };
const movement = (units: bigint) => ({ ...at, transactionId: 'txn', units });

const templates: Record<string, (units: bigint) => Transfer> = {
  refund: (units) => refundTransfer({ ...own, refundId: 're', units }),
  'refund that failed': (units) => refundTransfer({ ...own, refundId: 're', units: -units }),
  dispute: (units) => disputeTransfer({ ...own, disputeId: 'du', posting: 1, units }),
  'dispute won': (units) => disputeTransfer({ ...own, disputeId: 'du', posting: 2, units: -units }),
  credit: (units) => creditTransfer({ ...own, creditId: 'c', units }),
  'credit expired': (units) => creditExpiredTransfer({ ...own, creditId: 'c', units }),
  hold: (units) => holdTransfer({ ...own, deploymentId: 'd', name: 'web', units }),
  'stripe fee': (units) => stripeFeeTransfer({ ...movement(units), of: 'stripe_fees' }),
  'stripe dispute': (units) => stripeDisputeTransfer(movement(units)),
  'stripe payout': (units) => stripePayoutTransfer(movement(units)),
};

it('whatever happens, a statement sums to available + held, and only a hold is refused for lack of money', () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(templates)), fc.bigInt(1n, 10n ** 10n));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const opening: GuardedState = { balance: 0n, statementBalance: 0n, version: 0n };
      const state = new Map([
        [accountKey(availableOf(userId)), opening],
        [accountKey(heldOf(userId)), opening],
      ]);
      for (const [name, units] of steps) {
        const posted = decidePosting(templates[name]?.(units) as Transfer, state);
        if (isRefusal(posted)) {
          expect(name).toBe('hold');
          continue;
        }
        for (const entry of posted) if (entry.after) state.set(entry.key, entry.after);
      }
      const [available, held] = [...state.values()] as [GuardedState, GuardedState];
      expect(available.statementBalance).toBe(available.balance + held.balance);
    }),
    { numRuns: 3000 },
  );
});

it('what happens at the card processor alone touches nobody’s balance', () => {
  for (const name of ['stripe fee', 'stripe dispute', 'stripe payout'])
    expect(templates[name]?.(5n).entries.every(({ account }) => account.owner === 'system')).toBe(true);
});
