import type { HttpParts } from '../parts.ts';
import { getPricing } from './get-pricing.ts';
import { listPriceVersions } from './list-price-versions.ts';
import { previewPrices } from './preview-prices.ts';
import { publishPrices } from './publish-prices.ts';
import { withdrawPrices } from './withdraw-prices.ts';

export const pricingHandlers = (parts: HttpParts) => ({
  getPricing: getPricing(parts),
  listPriceVersions: listPriceVersions(parts),
  previewPrices: previewPrices(parts),
  publishPrices: publishPrices(parts),
  withdrawPrices: withdrawPrices(parts),
});
