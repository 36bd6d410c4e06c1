import { divRound } from '../money/index.ts';
import { apportion, partsPerMillion } from '../pricing/index.ts';

const WHOLE = 1_000_000n;

/** An amount that contains its tax. */
export interface Taxed {
  grossUnits: bigint;
  netUnits: bigint;
  taxUnits: bigint;
}

/** The tax in an amount: gross × rate / (100 + rate), rounded half away from zero to the unit, so that a reversal mirrors it. */
export function taxWithin(grossUnits: bigint, percent: number): Taxed {
  const rate = partsPerMillion(percent);
  const size = divRound((grossUnits < 0n ? -grossUnits : grossUnits) * rate, WHOLE + rate);
  const taxUnits = grossUnits < 0n ? -size : size;
  return { grossUnits, netUnits: grossUnits - taxUnits, taxUnits };
}

/** The tax of the sum, and its share in each line: the shares differ from exact ones by less than a unit and sum to it. */
export function splitTax(lines: readonly bigint[], percent: number): { total: Taxed; lines: Taxed[] } {
  const total = taxWithin(
    lines.reduce((sum, units) => sum + units, 0n),
    percent,
  );
  const rate = partsPerMillion(percent);
  const shares = apportion(
    total.taxUnits,
    lines.map((units) => units * rate),
    WHOLE + rate,
  );
  return {
    total,
    lines: lines.map((grossUnits, at) => {
      const taxUnits = shares[at] ?? 0n;
      return { grossUnits, netUnits: grossUnits - taxUnits, taxUnits };
    }),
  };
}
