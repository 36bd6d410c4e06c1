import { changeTrust } from './change-trust.ts';
import { createAccount } from './create-account.ts';
import { OperationFailure } from './failures.ts';
import { manageBuyOffer, manageSellOffer } from './manage-offer.ts';
import type { Body, Operation } from './operation.ts';
import type { Ground, Outcome, Success } from './outcome.ts';
import { pathPaymentStrictReceive, pathPaymentStrictSend } from './path-payment.ts';
import { payment } from './payment.ts';
import { setOptions } from './set-options.ts';

/** Carries out one operation; a failed one may leave half its work in the view, which the caller drops. */
export function applyOperation(ground: Ground, operation: Operation): Outcome {
  try {
    if (operation.type === 'unsupported') throw new OperationFailure('notSupported');
    if (ground.view.get('account', ground.source) === undefined) throw new OperationFailure('noAccount');
    return { ok: true, success: carryOut(ground, operation) };
  } catch (error) {
    if (!(error instanceof OperationFailure)) throw error;
    return { ok: false, type: operation.type, reason: error.reason };
  }
}

function carryOut(ground: Ground, body: Body): Success {
  switch (body.type) {
    case 'createAccount':
      createAccount(ground, body);
      return { type: body.type };
    case 'payment':
      payment(ground, body);
      return { type: body.type };
    case 'pathPaymentStrictSend':
      return { type: body.type, ...pathPaymentStrictSend(ground, body) };
    case 'pathPaymentStrictReceive':
      return { type: body.type, ...pathPaymentStrictReceive(ground, body) };
    case 'manageSellOffer':
      return { type: body.type, ...manageSellOffer(ground, body) };
    case 'manageBuyOffer':
      return { type: body.type, ...manageBuyOffer(ground, body) };
    case 'changeTrust':
      return { type: body.type, ...changeTrust(ground, body) };
    case 'setOptions':
      setOptions(ground, body);
      return { type: body.type };
  }
}
