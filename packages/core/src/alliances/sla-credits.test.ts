import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredPpm, type NodeMonth, resourceUnits, slaCredits, uptimeWeight } from './index.ts';

const sum = (parts: readonly { units: bigint }[]) => parts.reduce((total, { units }) => total + units, 0n);
const units = fc.oneof(fc.constantFrom(0n, 1n), fc.bigInt(0n, 10n ** 12n));

describe('credits for a month', () => {
  const month: fc.Arbitrary<NodeMonth> = fc
    .record({
      promisedPpm: fc.constantFrom(990_000n, 999_500n, 1_000_000n),
      knownSeconds: fc.bigInt(1n, 2_678_400n),
      earnedUnits: units,
      charged: fc.uniqueArray(fc.record({ deploymentId: fc.uuid(), units }), {
        selector: ({ deploymentId }) => deploymentId,
        maxLength: 6,
      }),
    })
    .chain((rest) => fc.bigInt(0n, rest.knownSeconds).map((upSeconds) => ({ ...rest, upSeconds })));

  it('never exceed what the holder earned there, nor what anybody was charged, in any order', () => {
    fc.assert(
      fc.property(month, (each) => {
        const credits = slaCredits(each);
        const chargedTo = new Map(each.charged.map((charge) => [charge.deploymentId, charge.units]));
        const text = (list: typeof credits) => list.map((credit) => `${credit.deploymentId}/${credit.units}`).join();
        const kept = (measuredPpm(each) ?? each.promisedPpm) >= each.promisedPpm;
        return (
          sum(credits) <= each.earnedUnits &&
          credits.every(({ units: part, wantedUnits }) => part >= 0n && part <= wantedUnits) &&
          credits.every(({ deploymentId, wantedUnits }) => wantedUnits <= (chargedTo.get(deploymentId) ?? 0n)) &&
          text(slaCredits({ ...each, charged: [...each.charged].reverse() })) === text(credits) &&
          (!kept || credits.length === 0)
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('are the part of the charge that the node was down, and nothing when the promise was kept', () => {
    const node = { promisedPpm: 999_000n, knownSeconds: 100_000n, earnedUnits: 10_000n };
    const charged = [{ deploymentId: 'a', units: 7777n }];
    expect(slaCredits({ ...node, upSeconds: 99_000n, charged })).toEqual([
      { deploymentId: 'a', wantedUnits: 77n, units: 77n },
    ]);
    expect(slaCredits({ ...node, upSeconds: 99_900n, charged })).toEqual([]);
    expect(slaCredits({ ...node, knownSeconds: 3599n, upSeconds: 0n, charged })).toEqual([]);
  });
});

describe('what a node counts', () => {
  it('is its compute and storage units, as the chain counts them, in thousandths', () => {
    const node = { cores: 8, memoryMb: 32_768, ssdGb: 1000, hddGb: 0 };
    expect(resourceUnits(node)).toBe(8000n + 5000n);
    expect(resourceUnits({ ...node, cores: 64, hddGb: 1 })).toBe(16_000n + 5000n);
    expect(resourceUnits({ cores: 0, memoryMb: 0, ssdGb: 0, hddGb: 0 })).toBe(0n);
  });

  it('is whole while next to nothing is known of its day', () => {
    expect(uptimeWeight({ upSeconds: 0n, knownSeconds: 3599n })).toBe(10_000n);
    expect(uptimeWeight({ upSeconds: 86_399n, knownSeconds: 86_400n })).toBe(9999n);
  });
});
