import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  accountKey,
  arrivalTransfer,
  bridgeBurnTransfer,
  bridgeDepositTransfer,
  bridgeMintTransfer,
  bridgePayoutTransfer,
  bridgeRefundTransfer,
  bridgeReturnTransfer,
  decidePosting,
  networkFeeTransfer,
  openingTransfer,
  purchaseTransfer,
  refusedBurnTransfer,
  saleTransfer,
  swapTransfer,
  type Transfer,
  unexplainedTransfer,
} from '../ledger/index.ts';
import { isRefusal } from '../refusal/index.ts';
import { identityGap } from './identity.ts';
import { type OpenLot, sumTaken, type Taken, takeFromLots } from './lots.ts';
import {
  afterDeposit,
  afterSwap,
  isFinal,
  judgeRejection,
  type Landing,
  nextStep,
  type transferStatuses,
} from './transfer.ts';

const at = { id: 'x', eventAtMs: 0 };
const units = fc.bigInt(1n, 10n ** 12n);

it('every template sums to zero in each asset, whatever its amounts, and moves only accounts of the operator', () => {
  const templates: ((a: bigint, b: bigint, c: bigint) => Transfer)[] = [
    (a, b) => openingTransfer({ ...at, asset: 'USDC', units: a, costUnits: b }),
    (a) => openingTransfer({ ...at, asset: 'XLM', units: a, costUnits: 0n }),
    (a, b) => purchaseTransfer({ ...at, asset: 'USDC', units: a, costUnits: b, from: 'treasury_arriving' }),
    (a) => arrivalTransfer({ ...at, asset: 'TFT', units: a }),
    (a) => unexplainedTransfer({ ...at, asset: 'TFT', units: -a }),
    (a, b, c) => saleTransfer({ ...at, asset: 'TFT', units: a, costUnits: b, proceedsUnits: c }),
    (a, b, c) =>
      swapTransfer({
        ...at,
        spentUnits: a,
        deliveredUnits: b,
        feeUnits: c,
        costUnits: c,
        valueUnits: a,
        slippageUnits: -b,
      }),
    (a) => networkFeeTransfer({ ...at, feeUnits: a }),
    (a, b) => bridgeDepositTransfer({ ...at, units: a, feeUnits: b }),
    (a, b) => bridgeMintTransfer({ ...at, units: a + b, feeUnits: b }),
    (a) => bridgeRefundTransfer({ ...at, units: a }),
    (a, b, c) => bridgeBurnTransfer({ ...at, units: a + b, feeUnits: b, chainFeeUnits: c }),
    (a) => refusedBurnTransfer({ ...at, chainFeeUnits: a }),
    (a) => bridgePayoutTransfer({ ...at, units: a }),
    (a, b) => bridgeReturnTransfer({ ...at, units: a + b, feeUnits: b }),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...templates), units, units, units, (template, a, b, c) => {
      const transfer = template(a, b, c);
      // Throws when it is not well formed.
      expect(isRefusal(decidePosting(transfer, new Map()))).toBe(false);
      expect(transfer.entries.every(({ account }) => account.owner === 'system')).toBe(true);
    }),
  );
});

it('lots: oldest first, cost to the unit, and the last unit takes what rounding left', () => {
  const lot = fc.record({
    leftUnits: units,
    leftCostUnits: fc.bigInt(0n, 10n ** 12n),
    leftCostUsdcUnits: fc.bigInt(0n, 10n ** 12n),
  });
  fc.assert(
    fc.property(fc.array(lot, { minLength: 1, maxLength: 6 }), fc.array(units, { maxLength: 12 }), (made, wishes) => {
      let lots: OpenLot[] = made.map((each, id) => ({ ...each, id: String(id) }));
      const sum = (of: readonly OpenLot[]): Omit<Taken, 'id'> =>
        sumTaken(
          of.map((each) => ({
            id: each.id,
            units: each.leftUnits,
            costUnits: each.leftCostUnits,
            costUsdcUnits: each.leftCostUsdcUnits,
          })),
        );
      const whole = sum(lots);
      const gone: Taken[] = [];
      for (const wish of [...wishes, whole.units]) {
        const taken = takeFromLots(lots, wish);
        const left = sum(lots).units;
        expect(sumTaken(taken).units).toBe(wish < left ? wish : left);
        gone.push(...taken);
        lots = lots.map((each) => {
          const part = taken.find(({ id }) => id === each.id);
          return part
            ? {
                ...each,
                leftUnits: each.leftUnits - part.units,
                leftCostUnits: each.leftCostUnits - part.costUnits,
                leftCostUsdcUnits: each.leftCostUsdcUnits - part.costUsdcUnits,
              }
            : each;
        });
        expect(lots.every(({ leftUnits, leftCostUnits }) => leftUnits >= 0n && leftCostUnits >= 0n)).toBe(true);
      }
      // Everything is taken, and so is every unit of its cost.
      expect(sumTaken(gone)).toEqual(whole);
    }),
  );
});

const landing: fc.Arbitrary<Landing> = fc.constantFrom<Landing>(
  { kind: 'succeeded' },
  { kind: 'expired' },
  { kind: 'failed', code: 'op_under_dest_min' },
  { kind: 'failed', code: 'op_too_few_offers' },
  { kind: 'failed', code: 'tx_bad_auth' },
);

it('whatever lands: a transfer ends, exchanges at most once, pays the bridge at most once, and the equation holds', () => {
  const facts = fc.record({
    landings: fc.array(landing, { minLength: 8, maxLength: 8 }),
    bridge: fc.boolean(),
    minted: fc.boolean(),
    fee: fc.bigInt(1n, 9n),
    spent: fc.bigInt(100n, 10n ** 9n),
  });
  fc.assert(
    fc.property(facts, ({ landings, bridge, minted, fee, spent }) => {
      const queue = [...landings];
      const books = new Map<string, bigint>();
      const book = (transfer: Transfer) => {
        for (const entry of transfer.entries) {
          const key = accountKey(entry.account);
          books.set(key, (books.get(key) ?? 0n) + entry.units);
        }
      };
      book(openingTransfer({ ...at, asset: 'USDC', units: spent, costUnits: spent }));
      let status: (typeof transferStatuses)[number] = 'quoting';
      const attempts = { swap: 0, deposit: 0 };
      const [swaps, deposits] = [[] as bigint[], [] as bigint[]];
      for (let steps = 0; !isFinal(status); steps++) {
        expect(steps).toBeLessThan(30);
        switch (nextStep(status, { signed: true })) {
          case 'build_swap':
            attempts.swap += 1;
            status = 'swapping';
            break;
          case 'build_deposit':
            attempts.deposit += 1;
            status = 'depositing';
            break;
          case 'submit': {
            const landed = queue.shift() ?? { kind: 'succeeded' };
            if (status === 'swapping') {
              status = afterSwap(landed, { attempt: attempts.swap, bridge });
              if (landed.kind !== 'succeeded') break;
              swaps.push(spent);
              book(
                swapTransfer({
                  ...at,
                  spentUnits: spent,
                  deliveredUnits: spent * 90n,
                  feeUnits: 100n,
                  costUnits: spent,
                  valueUnits: spent,
                  slippageUnits: 0n,
                }),
              );
            } else {
              status = afterDeposit(landed, { attempt: attempts.deposit });
              if (landed.kind !== 'succeeded') break;
              deposits.push(spent * 90n);
              book(bridgeDepositTransfer({ ...at, units: spent * 90n, feeUnits: 100n }));
            }
            break;
          }
          case 'observe_bridge':
            status = minted ? 'completed' : 'refunded';
            book(
              minted
                ? bridgeMintTransfer({ ...at, units: spent * 90n, feeUnits: fee })
                : bridgeRefundTransfer({ ...at, units: spent * 90n }),
            );
            break;
          default:
            throw new Error(`stuck in ${status}`);
        }
      }
      expect([swaps.length <= 1, deposits.length <= 1, attempts.swap <= 3, attempts.deposit <= 3]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      const held = (kind: string, asset: string) => -(books.get(`system/${kind}/${asset}`) ?? 0n);
      const bought = swaps.length > 0 ? spent * 90n : 0n;
      expect(
        held('treasury_stellar', 'TFT') +
          held('bridge_in_transit', 'TFT') +
          held('treasury_tft', 'TFT') +
          held('bridge_fees', 'TFT'),
      ).toBe(bought);
      const arrived = status === 'completed' && bridge ? spent : 0n;
      const gap = identityGap({
        inUnits: spent,
        hereUnits: held('treasury_stellar', 'USDC'),
        soldUnits: 0n,
        tftHereUnits: swaps.length > 0 ? spent - arrived : 0n,
        inTransitUnits: 0n,
        deliveredUnits: arrived,
        tftSoldUnits: 0n,
        bridgeFeeUnits: 0n,
      });
      expect(gap).toBe(0n);
    }),
    { numRuns: 2000 },
  );
});

it('a refusal is final only where no repetition changes it', () => {
  const verdicts = [
    'tx_bad_seq',
    'tx_too_late',
    'tx_insufficient_fee',
    'tx_internal_error',
    'tx_bad_auth',
    'op_underfunded',
  ].map(judgeRejection);
  expect(verdicts).toEqual(['look', 'look', 'wait', 'wait', 'dead', 'dead']);
});
