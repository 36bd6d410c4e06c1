import { native } from '../ledger/assets.ts';
import type { OperationBodies } from './operation.ts';
import type { Ground } from './outcome.ts';
import { credit, debit, requireDestination } from './transfers.ts';

export function payment({ view, source }: Ground, { destination, asset, amount }: OperationBodies['payment']): void {
  // Lumens to oneself move nothing and are not even counted.
  if (asset === native && destination.account === source) return;
  requireDestination(view, destination.account, asset, true);
  // The receiving side is judged first, as by the network, which carries payments out as path payments.
  credit(view, destination.account, asset, amount);
  debit(view, source, asset, amount);
}
