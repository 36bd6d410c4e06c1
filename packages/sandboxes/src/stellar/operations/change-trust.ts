import { issuerOf } from '../ledger/assets.ts';
import { lineId } from '../ledger/entries.ts';
import { addSubentry, removeSubentry } from '../ledger/holdings.ts';
import { OperationFailure } from './failures.ts';
import type { OperationBodies } from './operation.ts';
import type { Ground, Successes } from './outcome.ts';

export function changeTrust(
  { view, source }: Ground,
  { asset, limit }: OperationBodies['changeTrust'],
): Successes['changeTrust'] {
  const issuer = issuerOf(asset) ?? '';
  if (issuer === source) throw new OperationFailure('malformed');
  const id = lineId(source, asset);
  const line = view.get('line', id);
  if (line === undefined) {
    if (limit === 0n) throw new OperationFailure('invalidLimit');
    if (view.get('account', issuer) === undefined) throw new OperationFailure('noIssuer');
    if (!addSubentry(view, source)) throw new OperationFailure('lowReserve');
    view.put('line', id, { balance: 0n, limit, buying: 0n, selling: 0n });
    return { line: 'created' };
  }
  if (limit < line.balance + line.buying) throw new OperationFailure('invalidLimit');
  if (limit === 0n) {
    view.remove('line', id);
    removeSubentry(view, source);
    return { line: 'removed' };
  }
  if (view.get('account', issuer) === undefined) throw new OperationFailure('noIssuer');
  view.put('line', id, { ...line, limit });
  return { line: 'updated' };
}
