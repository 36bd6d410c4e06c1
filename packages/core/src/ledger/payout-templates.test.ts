import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { accountKey, isGuarded, providerAccount } from './account.ts';
import {
  earningReleaseTransfer,
  earningTransfer,
  payoutRequestTransfer,
  payoutReturnTransfer,
  payoutTransfer,
} from './payout-templates.ts';
import { decidePosting, type GuardedState } from './post-transfer.ts';
import type { Transfer } from './transfer.ts';

const userId = 'ada';
const kinds = ['held', 'payable', 'in_transit'] as const;
const earning = { nodeId: 11, farmId: 1, userId, day: '2026-11-22', eventAtMs: 0 };
const payout = { id: 'p', userId, eventAtMs: 0 };

const templates: Record<string, (units: bigint) => Transfer> = {
  earn: (units) => earningTransfer({ ...earning, units }),
  release: (units) => earningReleaseTransfer({ ...earning, units }),
  request: (units) => payoutRequestTransfer({ ...payout, units }),
  pay: (units) => payoutTransfer({ ...payout, units, tftUnits: units * 80n, feeUnits: 10_150n }),
  giveBack: (units) => payoutReturnTransfer({ ...payout, units, feeUnits: units % 2n }),
};

it('whatever happens in whatever order: nothing of a provider falls below zero, and owed = earned − paid', () => {
  const step = fc.record({ what: fc.constantFrom(...Object.keys(templates)), units: fc.bigInt(1n, 1000n) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const state = new Map<string, GuardedState>(
        kinds.map((kind) => [
          accountKey(providerAccount(userId, kind)),
          { balance: 0n, statementBalance: 0n, version: 0n },
        ]),
      );
      let owed = 0n;
      for (const { what, units } of steps) {
        const posted = decidePosting((templates[what] as (typeof templates)[string])(units), state);
        if (isRefusal(posted)) continue;
        owed += what === 'earn' ? units : what === 'pay' ? -units : 0n;
        for (const { key, after } of posted) if (after) state.set(key, after);
      }
      const balances = [...state.values()].map(({ balance }) => balance);
      expect(balances.every((balance) => balance >= 0n)).toBe(true);
      expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(owed);
    }),
    { numRuns: 1000 },
  );
});

it('a payout exchanges at fx: dollars go in, TFT comes out and leaves with the fee', () => {
  const { entries } = payoutTransfer({ ...payout, units: 100_000_000n, tftUnits: 8_000_000_000n, feeUnits: 10_150n });
  expect(entries.map(({ account, units }) => [accountKey(account), units])).toEqual([
    ['provider:ada/in_transit/USD', -100_000_000n],
    ['system/fx/USD', 100_000_000n],
    ['system/fx/TFT', -8_000_000_000n],
    ['system/treasury_tft/TFT', 8_000_010_150n],
    ['system/chain_fees/TFT', -10_150n],
  ]);
  expect(entries.filter(({ account }) => isGuarded(account))).toHaveLength(1);
});
