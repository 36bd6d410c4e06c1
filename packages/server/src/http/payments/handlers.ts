import type { HttpParts } from '../parts.ts';
import { cancelTopUp } from './cancel-top-up.ts';
import { createPaymentMethod } from './create-payment-method.ts';
import { createTopUp } from './create-top-up.ts';
import { deletePaymentMethod } from './delete-payment-method.ts';
import { getAutoRecharge } from './get-auto-recharge.ts';
import { getTopUp } from './get-top-up.ts';
import { listPaymentMethods } from './list-payment-methods.ts';
import { listTopUps } from './list-top-ups.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';
import { setDefaultPaymentMethod } from './set-default-payment-method.ts';
import { updateAutoRecharge } from './update-auto-recharge.ts';

export const paymentsHandlers = (parts: HttpParts) => ({
  createTopUp: createTopUp(parts),
  listTopUps: listTopUps(parts),
  getTopUp: getTopUp(parts),
  cancelTopUp: cancelTopUp(parts),
  listPaymentMethods: listPaymentMethods(parts),
  createPaymentMethod: createPaymentMethod(parts),
  deletePaymentMethod: deletePaymentMethod(parts),
  setDefaultPaymentMethod: setDefaultPaymentMethod(parts),
  getAutoRecharge: getAutoRecharge(parts),
  updateAutoRecharge: updateAutoRecharge(parts),
  receiveStripeEvent: receiveStripeEvent(parts),
});
