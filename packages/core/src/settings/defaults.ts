import type { Markup } from '../pricing/index.ts';

export interface MarketplaceSettings {
  /** On every price, over the grid's list price. */
  markup: Markup;
  /** Least monthly price of any deployment, units of USD. */
  minimumMonthlyUnits: bigint;
  /** Percent of the markup that a node's owner receives. */
  providerSharePercent: number;
}

/** In force until the operator sets others. */
export const defaultSettings: MarketplaceSettings = {
  markup: { percent: 20, fixedMonthlyUnits: 0n },
  minimumMonthlyUnits: 0n,
  providerSharePercent: 10,
};
