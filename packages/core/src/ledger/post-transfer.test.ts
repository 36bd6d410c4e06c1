import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { accountKey, availableOf, heldOf } from './account.ts';
import { decidePosting, type GuardedState } from './post-transfer.ts';
import { holdReleaseTransfer, holdTransfer, topUpTransfer, usageTransfer } from './templates.ts';
import type { Transfer } from './transfer.ts';

const userId = '0190aaaa-0000-7000-8000-000000000001';
const deploymentId = '0190aaaa-0000-7000-8000-000000000002';
const opening: GuardedState = { balance: 0n, statementBalance: 0n, version: 0n };

const stateOf = (available: bigint, held = 0n) =>
  new Map<string, GuardedState>([
    [accountKey(availableOf(userId)), { balance: available, statementBalance: available + held, version: 1n }],
    [accountKey(heldOf(userId)), { balance: held, statementBalance: 0n, version: 1n }],
  ]);
const hold = (units: bigint) => holdTransfer({ deploymentId, name: 'web', userId, units, eventAtMs: 0 });

describe('posting a transfer', () => {
  it('refuses a hold above what is available and says how much is missing', () => {
    const refusal = decidePosting(hold(30_0000000n), stateOf(25_0000000n));
    expect(isRefusal(refusal) && refusal.code).toBe('insufficient_balance');
    expect(isRefusal(refusal) && refusal.details).toMatchObject({ missing: { amount: '5.0000000' } });
  });

  it('takes a hold of exactly what is available', () => {
    expect(isRefusal(decidePosting(hold(25_0000000n), stateOf(25_0000000n)))).toBe(false);
  });

  it('lets usage lead into debt, since what was used is owed', () => {
    const charge = usageTransfer({
      deploymentId,
      name: 'web',
      userId,
      farmId: 1,
      hourMs: 0,
      eventAtMs: 0,
      gridCostUnits: 9n,
      providerShareUnits: 1n,
      marginUnits: 10n,
    });
    const posted = decidePosting(charge as Transfer, stateOf(5n));
    expect(isRefusal(posted) ? undefined : posted[0]?.after?.balance).toBe(-15n);
  });

  it('credits a person in debt', () => {
    const posted = decidePosting(topUpTransfer({ id: 't', userId, units: 10n, eventAtMs: 0 }), stateOf(-50n));
    expect(isRefusal(posted) ? undefined : posted[1]?.after?.balance).toBe(-40n);
  });

  it('throws on entries that do not sum to zero, stand twice or move nothing', () => {
    const broken = (entries: Transfer['entries']): Transfer => ({ ...hold(1n), entries });
    const account = availableOf(userId);
    expect(() =>
      decidePosting(
        broken([
          { account, units: -2n },
          { account: heldOf(userId), units: 1n },
        ]),
        stateOf(9n),
      ),
    ).toThrow('zero');
    expect(() =>
      decidePosting(
        broken([
          { account, units: -1n },
          { account, units: 1n },
        ]),
        stateOf(9n),
      ),
    ).toThrow('twice');
    expect(() =>
      decidePosting(
        broken([
          { account, units: 0n },
          { account: heldOf(userId), units: 0n },
        ]),
        stateOf(9n),
      ),
    ).toThrow('moves');
    expect(() => decidePosting(broken([{ account, units: 0n }]), stateOf(9n))).toThrow('two entries');
  });

  it('keeps the statement at available + held after every line, whatever the order of events', () => {
    const event = fc.oneof(
      fc.record({ do: fc.constant('top-up' as const), units: fc.bigInt(1n, 10n ** 10n) }),
      fc.record({ do: fc.constant('hold' as const), units: fc.bigInt(1n, 10n ** 10n) }),
      fc.record({ do: fc.constant('release' as const), units: fc.bigInt(1n, 10n ** 10n) }),
      fc.record({ do: fc.constant('usage' as const), units: fc.bigInt(1n, 10n ** 10n) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const state = new Map([
          [accountKey(availableOf(userId)), opening],
          [accountKey(heldOf(userId)), opening],
        ]);
        for (const { do: kind, units } of events) {
          const posted = decidePosting(transferOf(kind, units), state);
          if (isRefusal(posted)) continue;
          for (const entry of posted) if (entry.after) state.set(entry.key, entry.after);
        }
        const available = state.get(accountKey(availableOf(userId))) as GuardedState;
        const held = state.get(accountKey(heldOf(userId))) as GuardedState;
        expect(available.statementBalance).toBe(available.balance + held.balance);
        expect(held.balance >= 0n).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

function transferOf(kind: 'top-up' | 'hold' | 'release' | 'usage', units: bigint): Transfer {
  if (kind === 'top-up') return topUpTransfer({ id: 't', userId, units, eventAtMs: 0 });
  if (kind === 'hold') return hold(units);
  if (kind === 'release') return holdReleaseTransfer({ deploymentId, name: 'web', userId, units, eventAtMs: 0 });
  const charge = { deploymentId, name: 'web', userId, farmId: 1, hourMs: 0, eventAtMs: 0, gridCostUnits: units };
  return usageTransfer({ ...charge, providerShareUnits: 0n, marginUnits: 0n }) as Transfer;
}
