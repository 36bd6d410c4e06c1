import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainLevels } from '../pricing/index.ts';
import { decideAlerts, type FloatAlert, ordersAreShort } from './alerts.ts';
import { type ContractBurn, contractBurn, hourlyBurn } from './contract-burn.ts';
import { runwayOf } from './runway.ts';

const TFT = 10_000_000n;
const policy = {
  cuUnits: 100_000n,
  suUnits: 50_000n,
  nuUnits: 15_000n,
  ipv4Units: 40_000n,
  nameUnits: 2_500n,
  rentPercent: 50n,
};
const priceAt = (musd: bigint) => ({ averageMusd: musd, minMusd: 1n, maxMusd: 1000n });
const rules = { lowBalanceUnits: 0n, warnHours: [336, 168, 72] };

/**
 * 90 days of the chain's clock, hour by hour: it bills, the marketplace looks, people order while they may. The chain takes
 * the last unit and pauses what runs in the hour that cannot be paid in full.
 */
function live(world: { usable: bigint; stash: bigint; order: number[]; musd: readonly number[] }) {
  let usable = world.usable;
  let known: FloatAlert[] = [];
  const told: { hour: number; bound: number }[] = [];
  const ordered: { hour: number; after: number | null }[] = [];
  const sizes = [1, 2, 4, 8];
  const counts = [1, 0, 0, 0];
  const burnsAt = (hour: number): ContractBurn[] =>
    sizes.map((cpu, at) =>
      contractBurn(
        {
          count: counts[at] ?? 0,
          footprint: { cpu, memoryMb: cpu * 2048, ssdMb: cpu * 25 * 1024, hddMb: 0, publicIpv4Count: 1 },
          certified: false,
          extraFeeMusd: 0,
        },
        {
          policy,
          price: priceAt(BigInt(world.musd[Math.floor(hour / 24) % world.musd.length] ?? 10)),
          levels: chainLevels,
        },
      ),
    );
  for (let hour = 0; hour < 90 * 24; hour++) {
    const burns = burnsAt(hour);
    const due = hourlyBurn(burns, usable + world.stash);
    if (due > usable) return { pausedAt: hour, told, ordered };
    usable -= due;
    const runwayHours = runwayOf(burns, { usableUnits: usable, stashUnits: world.stash }).hours;
    const decision = decideAlerts(rules, { usableUnits: usable, runwayHours }, known);
    known = [...known.filter((each) => !decision.rearmed.includes(each)), ...decision.passed];
    for (const { bound } of decision.tell) told.push({ hour, bound: Number(bound) });
    const wish = world.order[hour % world.order.length];
    if (wish === undefined || hour % 6 !== 0) continue;
    counts[wish] = (counts[wish] ?? 0) + 1;
    const after = runwayOf(burnsAt(hour), { usableUnits: usable, stashUnits: world.stash }).hours;
    if (ordersAreShort(after, { graceHours: 168, reserveHours: 72 })) counts[wish] = (counts[wish] ?? 0) - 1;
    else ordered.push({ hour, after });
  }
  return { pausedAt: undefined, told, ordered };
}

it('in 90 days nobody is paused for want of TFT before operators were told 14, 7 and 3 days ahead', () => {
  const world = fc.record({
    usable: fc.bigInt(2_000n * TFT, 60_000n * TFT),
    stash: fc.oneof(fc.constant(0n), fc.bigInt(0n, 200_000n * TFT)),
    order: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    musd: fc.constant([10]),
  });
  let paused = 0;
  fc.assert(
    fc.property(world, (facts) => {
      const { pausedAt, told, ordered } = live(facts);
      expect(ordered.every(({ after }) => after === null || after >= 240)).toBe(true);
      if (pausedAt === undefined) return;
      paused += 1;
      const bounds = told.map(({ bound }) => bound);
      expect(new Set(bounds).size).toBe(bounds.length);
      for (const bound of [168, 72]) {
        const alert = told.find((each) => each.bound === bound);
        expect(alert && pausedAt - alert.hour).toBeGreaterThanOrEqual(bound);
      }
      expect(bounds).toContain(336);
    }),
    { numRuns: 8 },
  );
  expect(paused).toBeGreaterThan(0);
});
