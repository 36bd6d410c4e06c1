import { Keypair } from '@stellar/stellar-sdk/base';
import type * as xdr from '@stellar/stellar-sdk/xdr';
import type { AccountEntry } from '../ledger/entries.ts';
import type { Body } from '../operations/operation.ts';

export type Threshold = 'low' | 'medium' | 'high';

/** Weighs the signatures of one envelope for the accounts it acts for, and remembers which of them counted. */
export function createSignatureCheck(hash: Uint8Array, signatures: readonly xdr.DecoratedSignature[]) {
  const used = new Set<xdr.DecoratedSignature>();
  return {
    /** True when the signatures of the account's signers weigh enough. */
    isEnough(account: string, entry: AccountEntry | undefined, threshold: Threshold): boolean {
      const needed = Math.max(entry?.thresholds[threshold] ?? 0, 1);
      const signers = entry
        ? [{ key: account, weight: entry.masterWeight }, ...entry.signers]
        : [{ key: account, weight: 1 }];
      let weight = 0;
      for (const signer of signers) {
        const signature = signer.weight > 0 && signatures.find((each) => isBy(signer.key, hash, each));
        if (!signature) continue;
        used.add(signature);
        weight += signer.weight;
        if (weight >= needed) return true;
      }
      return false;
    },
    allUsed: (): boolean => used.size === new Set(signatures).size,
  };
}

function isBy(key: string, hash: Uint8Array, { hint, signature }: xdr.DecoratedSignature): boolean {
  const pair = Keypair.fromPublicKey(key);
  if (Buffer.compare(pair.signatureHint(), hint.toBytes()) !== 0) return false;
  try {
    return pair.verify(hash, signature.toBytes());
  } catch {
    // A signature of the wrong length is no signature.
    return false;
  }
}

/** Whoever changes who may sign needs the high threshold. */
export function thresholdOf(body: Body): Threshold {
  if (body.type !== 'setOptions') return 'medium';
  const { masterWeight, low, medium, high, signer } = body;
  return [masterWeight, low, medium, high, signer].some((change) => change !== undefined) ? 'high' : 'medium';
}
