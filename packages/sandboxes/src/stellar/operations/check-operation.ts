import { native } from '../ledger/assets.ts';
import { OperationFailure } from './failures.ts';
import type { Body, Operation, OrderTerms, SetOptions } from './operation.ts';

/** Refuses what can never be right, whatever the ledger holds; such a transaction does not enter a ledger. */
export function checkOperation(operation: Operation, source: string): void {
  if (operation.type === 'unsupported') throw new OperationFailure('notSupported');
  const reason = wrongIn(operation, source);
  if (reason !== undefined) throw new OperationFailure(reason);
}

function wrongIn(body: Body, source: string) {
  if (body.type === 'setOptions') return wrongInOptions(body, source);
  return isWellFormed(body, source) ? undefined : 'malformed';
}

function isWellFormed(body: Exclude<Body, { type: 'setOptions' }>, source: string): boolean {
  switch (body.type) {
    case 'createAccount':
      return body.startingBalance >= 0n && body.destination !== source;
    case 'payment':
      return body.amount > 0n;
    case 'pathPaymentStrictSend':
      return body.sendAmount > 0n && body.destinationMin > 0n;
    case 'pathPaymentStrictReceive':
      return body.sendMax > 0n && body.destinationAmount > 0n;
    case 'manageSellOffer':
      return isOrder(body, body.amount);
    case 'manageBuyOffer':
      return isOrder(body, body.buyAmount);
    case 'changeTrust':
      return body.limit >= 0n && body.asset !== native;
  }
}

function isOrder({ selling, buying, price, offerId }: OrderTerms, amount: bigint): boolean {
  if (selling === buying || price.n <= 0 || price.d <= 0 || amount < 0n || offerId < 0n) return false;
  return offerId !== 0n || amount !== 0n;
}

function wrongInOptions({ masterWeight, low, medium, high, homeDomain, signer }: SetOptions, source: string) {
  const bytes = [masterWeight, low, medium, high];
  if (bytes.some((value) => value !== undefined && value > 255)) return 'thresholdOutOfRange';
  if (signer !== undefined && (signer.key === source || signer.weight > 255)) return 'badSigner';
  return homeDomain !== undefined && !/^[\x20-\x7e]{0,32}$/.test(homeDomain) ? 'invalidHomeDomain' : undefined;
}
