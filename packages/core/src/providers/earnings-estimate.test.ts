import { describe, expect, it } from 'vitest';
import { formatUnits } from '../money/index.ts';
import { genesisPolicy } from '../pricing/policy.fixture.ts';
import { type EstimateFacts, estimateEarnings } from './earnings-estimate.ts';

/** 24 compute units and 5 storage units: 0.265 dollars per hour, 190.80 per month. */
const facts: EstimateFacts = {
  node: { cpu: 24, memoryMb: 192 * 1024, ssdGb: 1000, hddGb: 0, certified: false },
  policy: genesisPolicy,
  markup: { percent: 20, fixedMonthlyUnits: 0n },
  minimumMonthlyUnits: 0n,
  sharePercent: 10,
  discountSharePercent: 50,
  discountPassedOnPercent: 0,
  specVersion: 157,
};
const full = (change: Partial<EstimateFacts> = {}) => {
  const [first] = estimateEarnings({ ...facts, ...change });
  if (!first) throw new Error('there is no estimate');
  return first;
};
const line = (found: ReturnType<typeof full>, level: string) => {
  const at = found.levels.find((each) => each.level === level);
  return at && [at.paidByChainUnits, at.ofMarkupUnits, at.ofDiscountUnits].map((units) => formatUnits(units));
};

describe('what a node would earn in a month', () => {
  it('is half the bill from the chain, and shares of markup and kept discount from the marketplace', () => {
    const found = full();
    expect([found.gridUnits, found.markupUnits].map(formatUnits)).toEqual(['190.8000000', '38.1600000']);
    expect(Object.fromEntries(found.levels.map(({ level }) => [level, line(found, level)]))).toEqual({
      none: ['95.4000000', '3.8160000', '0.0000000'],
      default: ['76.3200000', '3.8160000', '19.0800000'],
      bronze: ['66.7800000', '3.8160000', '28.6200000'],
      silver: ['57.2400000', '3.8160000', '38.1600000'],
      gold: ['38.1600000', '3.8160000', '57.2400000'],
    });
  });

  it('halves with half of the node in use', () => {
    const [whole, half] = estimateEarnings(facts);
    expect(half?.use).toBe('half');
    expect((half?.gridUnits ?? 0n) * 2n).toBe(whole?.gridUnits);
  });

  it('has nothing from the chain on runtimes that gave farmers nothing', () => {
    expect(line(full({ specVersion: 151 }), 'gold')).toEqual(['0.0000000', '3.8160000', '57.2400000']);
    expect(line(full({ specVersion: 152 }), 'gold')?.[0]).toBe('38.1600000');
  });

  it('counts a certified node a quarter higher', () => {
    const found = full({ node: { ...facts.node, certified: true } });
    expect([found.gridUnits, found.certificationUnits].map(formatUnits)).toEqual(['238.5000000', '47.7000000']);
  });

  it('shares only the discount that is kept', () => {
    expect(line(full({ discountPassedOnPercent: 50 }), 'gold')?.[2]).toBe('28.6200000');
    expect(line(full({ discountPassedOnPercent: 100 }), 'gold')?.[2]).toBe('0.0000000');
  });
});
