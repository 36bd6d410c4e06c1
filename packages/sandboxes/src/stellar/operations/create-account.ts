import { type AccountEntry, baseReserve } from '../ledger/entries.ts';
import { addBalance } from '../ledger/holdings.ts';
import { OperationFailure } from './failures.ts';
import type { OperationBodies } from './operation.ts';
import type { Ground } from './outcome.ts';

export function createAccount(
  { view, source, ledger }: Ground,
  { destination, startingBalance }: OperationBodies['createAccount'],
): void {
  if (view.get('account', destination) !== undefined) throw new OperationFailure('alreadyExists');
  if (startingBalance < 2n * baseReserve) throw new OperationFailure('lowReserve');
  if (!addBalance(view, source, 'native', -startingBalance)) throw new OperationFailure('underfunded');
  view.put('account', destination, newAccount(startingBalance, ledger.sequence));
}

/** Its first sequence number holds the ledger's, so that an account that comes back never repeats one. */
export function newAccount(balance: bigint, ledgerSequence: number): AccountEntry {
  return {
    balance,
    sequence: BigInt(ledgerSequence) << 32n,
    sequenceLedger: 0,
    sequenceTime: 0,
    subentries: 0,
    masterWeight: 1,
    thresholds: { low: 0, medium: 0, high: 0 },
    signers: [],
    homeDomain: '',
    buying: 0n,
    selling: 0n,
  };
}
