import type { HttpParts } from '../parts.ts';
import { createPayout } from './create-payout.ts';
import { createPayoutRun } from './create-payout-run.ts';
import { getPayoutAddress } from './get-payout-address.ts';
import { getPayoutRun } from './get-payout-run.ts';
import { getProviderStatement } from './get-provider-statement.ts';
import { listAllPayouts } from './list-all-payouts.ts';
import { listEarnings } from './list-earnings.ts';
import { listPayouts } from './list-payouts.ts';
import { resolvePayout } from './resolve-payout.ts';
import { setPayoutAddress } from './set-payout-address.ts';

export const payoutsHandlers = (parts: HttpParts) => ({
  listEarnings: listEarnings(parts),
  getProviderStatement: getProviderStatement(parts),
  getPayoutAddress: getPayoutAddress(parts),
  setPayoutAddress: setPayoutAddress(parts),
  listPayouts: listPayouts(parts),
  createPayout: createPayout(parts),
  listAllPayouts: listAllPayouts(parts),
  createPayoutRun: createPayoutRun(parts),
  getPayoutRun: getPayoutRun(parts),
  resolvePayout: resolvePayout(parts),
});
