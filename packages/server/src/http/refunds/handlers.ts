import type { HttpParts } from '../parts.ts';
import { createRefund } from './create-refund.ts';
import { liftRechargeBlock } from './lift-recharge-block.ts';
import { listAllTopUps } from './list-all-top-ups.ts';
import { listDisputes } from './list-disputes.ts';
import { listRefunds } from './list-refunds.ts';

export const refundsHandlers = (parts: HttpParts) => ({
  listAllTopUps: listAllTopUps(parts),
  createRefund: createRefund(parts),
  listRefunds: listRefunds(parts),
  listDisputes: listDisputes(parts),
  liftRechargeBlock: liftRechargeBlock(parts),
});
