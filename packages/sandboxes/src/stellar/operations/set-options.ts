import { addSubentry, mustGetAccount, removeSubentry } from '../ledger/holdings.ts';
import { OperationFailure } from './failures.ts';
import type { SetOptions } from './operation.ts';
import type { Ground } from './outcome.ts';

const maxSigners = 20;

/** Weights, thresholds, ed25519 signers and the home domain. */
export function setOptions({ view, source }: Ground, options: SetOptions): void {
  if (options.signer !== undefined) setSigner({ view, source }, options.signer);
  const account = mustGetAccount(view, source);
  const { low, medium, high } = account.thresholds;
  view.put('account', source, {
    ...account,
    masterWeight: options.masterWeight ?? account.masterWeight,
    thresholds: { low: options.low ?? low, medium: options.medium ?? medium, high: options.high ?? high },
    homeDomain: options.homeDomain ?? account.homeDomain,
  });
}

function setSigner({ view, source }: Pick<Ground, 'view' | 'source'>, signer: { key: string; weight: number }): void {
  const { signers } = mustGetAccount(view, source);
  const known = signers.some(({ key }) => key === signer.key);
  const others = signers.filter(({ key }) => key !== signer.key);
  if (signer.weight > 0 && !known) {
    if (signers.length === maxSigners) throw new OperationFailure('tooManySigners');
    if (!addSubentry(view, source)) throw new OperationFailure('lowReserve');
  }
  if (signer.weight === 0 && known) removeSubentry(view, source);
  const kept = signer.weight > 0 ? [...others, signer] : others;
  const sorted = kept.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  view.put('account', source, { ...mustGetAccount(view, source), signers: sorted });
}
