import type { PricePart } from '@marketplace/contract';
import type { StoredPart } from '../../postgres/schema.ts';
import { usdJson } from '../money.ts';

export const pricePartJson = (part: StoredPart): PricePart => ({
  code: part.code,
  label: part.label,
  hourly: usdJson(BigInt(part.hourlyUnits)),
});
