import { type PathFailure, walkStrictReceive, walkStrictSend } from '../exchange/walk-path.ts';
import { OperationFailure } from './failures.ts';
import type { OperationBodies, PathPayment } from './operation.ts';
import type { Ground, PathPaid } from './outcome.ts';
import { credit, debit, requireDestination } from './transfers.ts';

/** Takes the exact amount first, then walks to the destination. */
export function pathPaymentStrictSend(
  { view, source }: Ground,
  body: OperationBodies['pathPaymentStrictSend'],
): PathPaid {
  const { account } = body.destination;
  requireDestination(view, account, body.destinationAsset, isPlainTransfer(body));
  debit(view, source, body.send, body.sendAmount);
  const walked = walkStrictSend(view, { ...wayOf(body), source }, body.sendAmount);
  if ('failure' in walked) throw new OperationFailure(walked.failure satisfies PathFailure);
  if (walked.amount < body.destinationMin) throw new OperationFailure('underDestinationMin');
  credit(view, account, body.destinationAsset, walked.amount);
  const last = { destination: account, asset: body.destinationAsset, amount: walked.amount };
  return { claims: walked.claims, sourceAmount: body.sendAmount, last };
}

/** Gives the exact amount first, then walks back to the source. */
export function pathPaymentStrictReceive(
  { view, source }: Ground,
  body: OperationBodies['pathPaymentStrictReceive'],
): PathPaid {
  const { account } = body.destination;
  requireDestination(view, account, body.destinationAsset, isPlainTransfer(body));
  credit(view, account, body.destinationAsset, body.destinationAmount);
  const walked = walkStrictReceive(view, { ...wayOf(body), source }, body.destinationAmount);
  if ('failure' in walked) throw new OperationFailure(walked.failure satisfies PathFailure);
  if (walked.amount > body.sendMax) throw new OperationFailure('overSendMax');
  debit(view, source, body.send, walked.amount);
  const last = { destination: account, asset: body.destinationAsset, amount: body.destinationAmount };
  return { claims: walked.claims, sourceAmount: walked.amount, last };
}

const wayOf = ({ send, destinationAsset, path }: PathPayment) => ({ send, destination: destinationAsset, path });

const isPlainTransfer = ({ send, destinationAsset, path }: PathPayment) =>
  path.length === 0 && send === destinationAsset;
