import type { HttpParts } from '../parts.ts';
import { getSpendingCaps } from './get-spending-caps.ts';
import { updateSpendingCaps } from './update-spending-caps.ts';

export const spendingCapsHandlers = (parts: HttpParts) => ({
  getSpendingCaps: getSpendingCaps(parts),
  updateSpendingCaps: updateSpendingCaps(parts),
});
