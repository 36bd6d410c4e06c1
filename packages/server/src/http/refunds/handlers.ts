import type { HttpParts } from '../parts.ts';
import { answerDispute } from './answer-dispute.ts';
import { createRefund } from './create-refund.ts';
import { getDispute } from './get-dispute.ts';
import { liftRechargeBlock } from './lift-recharge-block.ts';
import { listAllTopUps } from './list-all-top-ups.ts';
import { listDisputes } from './list-disputes.ts';
import { listRefunds } from './list-refunds.ts';
import { listStripeEvents } from './list-stripe-events.ts';

export const refundsHandlers = (parts: HttpParts) => ({
  listAllTopUps: listAllTopUps(parts),
  createRefund: createRefund(parts),
  listRefunds: listRefunds(parts),
  listDisputes: listDisputes(parts),
  getDispute: getDispute(parts),
  listStripeEvents: listStripeEvents(parts),
  answerDispute: answerDispute(parts),
  liftRechargeBlock: liftRechargeBlock(parts),
});
